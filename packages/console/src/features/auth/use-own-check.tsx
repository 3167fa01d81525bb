import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { KeyRound } from 'lucide-react'
import { meQuery } from '../../api/session.ts'
import { buttonClass } from '../../ui/button.tsx'
import { type Check, checkOf } from '../../ui/check.ts'
import { texts } from './overview-texts.ts'

/** For the overview: one's own account. */
export function useOwnCheck(): Check {
  const me = useQuery(meQuery)
  return checkOf('own', me, texts.failed, ({ mfa_enabled: has }) =>
    has
      ? { findings: [], fine: [texts.factor.fine] }
      : {
          findings: [
            {
              id: 'own-factor',
              tone: 'report',
              icon: <KeyRound size={18} aria-hidden />,
              title: texts.factor.title,
              why: texts.factor.why,
              action: (
                <Link to="/account" className={buttonClass({ size: 'small' })}>
                  {texts.factor.action}
                </Link>
              ),
            },
          ],
          fine: [],
        },
  )
}

import { getRouteApi, Link } from '@tanstack/react-router'
import { ShieldAlert } from 'lucide-react'
import { useMe } from '../../api/session.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Time } from '../../ui/time.tsx'
import { toneStyle } from '../../ui/tone.ts'
import { texts } from './account-texts.ts'
import { noticeWords } from './notice-words.ts'
import { useDismissNotice } from './use-dismiss-notice.ts'
import styles from './wasnt-me.module.css'

const route = getRouteApi('/console/account/sessions')

export interface WasntMeProps {
  /** How many sessions are open beside this one, when that is known. */
  readonly others: number | undefined
  readonly onEndOthers: () => void
}

/** After “That wasn’t me”: what to do about it, in the order in which it helps. */
export function WasntMe({ others, onEndOthers }: WasntMeProps) {
  const me = useMe()
  const { notice: id } = route.useSearch()
  const navigate = route.useNavigate()
  const dismiss = useDismissNotice()
  const notice = me.notices.find((one) => one.id === id)
  if (!notice) return null
  const { wasntMe } = texts
  return (
    <section className={styles.box} style={toneStyle('deny')} aria-labelledby="wasnt-me">
      <h2 id="wasnt-me" className={styles.title}>
        <ShieldAlert size={18} aria-hidden />
        {wasntMe.title}
      </h2>
      <p className={styles.what}>
        {noticeWords(notice)}{' '}
        <span className={styles.when}>
          <Time at={notice.created_at} />
        </span>
      </p>
      <p className={styles.lead}>{wasntMe.lead}</p>
      <ol className={styles.steps}>
        <li className={styles.step}>
          <p>{others === undefined ? '' : wasntMe.sessionsText(others)}</p>
          <Button
            variant="danger"
            size="small"
            disabledReason={others === 0 ? texts.sessions.noOthers : undefined}
            onClick={onEndOthers}
          >
            {wasntMe.sessions}
          </Button>
        </li>
        <li className={styles.step}>
          <p>{wasntMe.passwordText}</p>
          <Link to="/account" search={{ open: 'password' }} className={buttonClass({ size: 'small' })}>
            {wasntMe.password}
          </Link>
        </li>
        <li className={styles.step}>
          <p>{wasntMe.factorsText}</p>
          <Link to="/account" className={buttonClass({ size: 'small' })}>
            {wasntMe.factors}
          </Link>
        </li>
      </ol>
      <div>
        <Button
          size="small"
          busy={dismiss.isPending}
          onClick={() =>
            dismiss.mutate(notice.id, { onSuccess: () => void navigate({ search: {}, replace: true }) })
          }
        >
          {wasntMe.done}
        </Button>
      </div>
    </section>
  )
}

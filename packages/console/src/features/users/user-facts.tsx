import { Link } from '@tanstack/react-router'
import { ScrollText } from 'lucide-react'
import { useMe, whyNot } from '../../api/session.ts'
import type { User } from '../../api/types.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { Time } from '../../ui/time.tsx'
import { Coverage } from './coverage.tsx'
import { texts } from './texts.ts'
import styles from './user-page.module.css'

export function UserFacts({ user }: { readonly user: User }) {
  const me = useMe()
  const facts = [
    [texts.invitation.email, <Copyable key="e" value={user.email} thing={texts.invitation.email} wrap />],
    [texts.columns.factors, <Coverage key="f" user={user} />],
    [
      texts.columns.signIn,
      user.last_login_at === null ? texts.never : <Time key="s" at={user.last_login_at} />,
    ],
    [texts.one.since, <Time key="c" at={user.created_at} />],
    [texts.one.organization, user.organization],
    [
      texts.one.idLabel,
      <Copyable key="i" value={user.id} thing={texts.one.id} short={user.id.slice(0, 8)} />,
    ],
  ] as const
  return (
    <aside className={styles.card} aria-label={texts.one.facts}>
      <dl className={styles.facts}>
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {whyNot(me, 'audit.read') === undefined && (
        <Link to="/audit" search={{ actor: [user.email] }} className={buttonClass({ size: 'small' })}>
          <ScrollText size={14} aria-hidden />
          {texts.one.activity}
        </Link>
      )}
    </aside>
  )
}

import { useQuery } from '@tanstack/react-query'
import type { UserSession } from '../../api/types.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Bone, Loading } from '../../ui/states.tsx'
import { Time } from '../../ui/time.tsx'
import { PartTrouble } from './part-trouble.tsx'
import { userSessionsQuery } from './queries.ts'
import { texts } from './texts.ts'
import type { UserPartProps } from './user-notes.tsx'
import styles from './user-page.module.css'

export function UserSessions({ user, forbidden, onAct }: UserPartProps) {
  const { sessions } = texts
  const open = useQuery(userSessionsQuery(user.id))
  return (
    <section className={styles.card} aria-labelledby="user-sessions">
      <div className={styles.cardTop}>
        <h2 id="user-sessions" className={styles.cardTitle}>
          {sessions.title}
        </h2>
        {(open.data?.length ?? 0) > 0 && (
          <Button size="small" disabledReason={forbidden} onClick={() => onAct({ is: 'end-all' })}>
            {sessions.endAll}
          </Button>
        )}
      </div>
      {open.error ? (
        <PartTrouble query={open} />
      ) : !open.data ? (
        <Loading>
          <Bone height={40} />
        </Loading>
      ) : open.data.length === 0 ? (
        <p className={styles.quiet}>{sessions.none}</p>
      ) : (
        <ul className={styles.rows}>
          {open.data.map((session) => (
            <li key={session.id} className={styles.row}>
              <div className={styles.words}>
                <span className={styles.strong} title={session.user_agent ?? undefined}>
                  {deviceWords(session.device)}
                  {session.mfa_verified && <Badge tone="allow">{sessions.mfa}</Badge>}
                </span>
                <span className={styles.quiet}>
                  {session.ip_address !== null && `${session.ip_address} · `}
                  {sessions.began} <Time at={session.created_at} />, {sessions.seen}{' '}
                  <Time at={session.last_seen_at} />
                </span>
              </div>
              <Button
                size="small"
                variant="quiet"
                aria-label={`${sessions.sheetOne} (${session.ip_address ?? session.id})`}
                disabledReason={forbidden}
                onClick={() => onAct({ is: 'end-one', session: session.id })}
              >
                {sessions.end}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function deviceWords(device: UserSession['device']): string {
  const { sessions } = texts
  if (!device) return sessions.unknownDevice
  return device.system === null ? device.browser : sessions.device(device.browser, device.system)
}

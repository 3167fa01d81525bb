import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { buttonClass } from '../../ui/button.tsx'
import { format } from '../../ui/language.ts'
import { LivePart } from '../../ui/live-part.tsx'
import { Bone } from '../../ui/states.tsx'
import { sessionsOf } from './overview-findings.ts'
import styles from './overview-live.module.css'
import { everybodyQuery } from './overview-queries.ts'
import { texts } from './overview-texts.ts'

const { live } = texts

/** The sign-in sessions that are open now. */
export function OverviewLive() {
  const everybody = useQuery(everybodyQuery)
  return (
    <LivePart
      title={live.title}
      failed={live.failed}
      query={everybody}
      shape={<Bone height={44} />}
      action={
        <Link to="/access/users" className={buttonClass({ size: 'small' })}>
          {live.action}
        </Link>
      }
    >
      {({ users, all }) => {
        const { sessions, people } = sessionsOf(users)
        return (
          <>
            <p className={styles.line}>
              <span className={styles.number}>{format(sessions)}</span> {live.sessions(sessions)}{' '}
              {live.of(people)}
            </p>
            {!all && <p className={styles.least}>{live.least}</p>}
          </>
        )
      }}
    </LivePart>
  )
}

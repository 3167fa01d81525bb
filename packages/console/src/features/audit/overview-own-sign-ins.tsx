import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleSlash } from 'lucide-react'
import { useMe } from '../../api/session.ts'
import type { AuditEvent } from '../../api/types.ts'
import { LivePart } from '../../ui/live-part.tsx'
import { Bone } from '../../ui/states.tsx'
import { Time } from '../../ui/time.tsx'
import { toneStyle } from '../../ui/tone.ts'
import { signInsQuery } from './overview-queries.ts'
import styles from './overview-own-sign-ins.module.css'
import { texts } from './overview-texts.ts'

const { own } = texts

/** One's own last sign-ins: whoever sees one that was somebody else's is the first to know. */
export function OverviewOwnSignIns() {
  const signIns = useQuery(signInsQuery(useMe().id, 6))
  return (
    <LivePart title={own.title} failed={own.failed} query={signIns} shape={<Bone height={160} />}>
      {(events) => (
        <>
          <ul className={styles.list}>
            {events.map((event) => (
              <SignIn key={event.id} event={event} />
            ))}
          </ul>
          <p className={styles.why}>{events.length === 0 ? own.none : own.why}</p>
        </>
      )}
    </LivePart>
  )
}

function SignIn({
  event: { success, details, ip_address: address, timestamp },
}: {
  readonly event: AuditEvent
}) {
  const Icon = success ? CircleCheck : CircleSlash
  return (
    <li className={styles.one}>
      <span className={styles.icon} style={toneStyle(success ? 'allow' : 'deny')}>
        <Icon size={16} aria-hidden />
      </span>
      <span className={styles.words} title={details}>
        {success ? own.in : own.out}
        {address !== null && <span className={styles.from}> {own.from(address)}</span>}
      </span>
      <Time at={timestamp} />
    </li>
  )
}

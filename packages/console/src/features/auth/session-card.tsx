import { Monitor, Smartphone, Terminal } from 'lucide-react'
import type { LoginSession } from '../../api/types.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Time } from '../../ui/time.tsx'
import { texts } from './account-texts.ts'
import { countryWords, deviceWords, methodWords } from './place-words.ts'
import styles from './session-card.module.css'

export interface SessionCardProps {
  readonly session: LoginSession
  /** Absent where it is only shown. */
  readonly onEnd?: () => void
}

export function SessionCard({ session, onEnd }: SessionCardProps) {
  const { sessions } = texts
  const device = deviceWords(session.device)
  const methods = methodWords(session.auth_methods)
  return (
    <li className={styles.card}>
      <DeviceIcon session={session} />
      <div className={styles.words}>
        <p className={styles.device}>
          <span>{device}</span>
          {session.current && <Badge tone="allow">{sessions.current}</Badge>}
        </p>
        <dl className={styles.facts}>
          <div>
            <dt>{sessions.place}</dt>
            <dd>
              <Place session={session} />
            </dd>
          </div>
          <div>
            <dt>{sessions.signedIn}</dt>
            <dd>
              <Time at={session.created_at} />
            </dd>
          </div>
          <div>
            <dt>{sessions.seen}</dt>
            <dd>
              <Time at={session.last_seen_at} />
            </dd>
          </div>
          {methods !== '' && (
            <div>
              <dt>{sessions.by}</dt>
              <dd>{methods}</dd>
            </div>
          )}
        </dl>
      </div>
      {onEnd && !session.current && (
        <Button size="small" aria-label={sessions.endOne(device)} onClick={onEnd}>
          {sessions.end}
        </Button>
      )}
    </li>
  )
}

/** The country where it is known, and the address in any case. */
function Place({ session: { country, ip_address: address } }: { readonly session: LoginSession }) {
  if (address === null) return texts.sessions.noPlace
  return (
    <>
      {country !== null && `${countryWords(country)} · `}
      <span className={styles.address}>{address}</span>
    </>
  )
}

function DeviceIcon({ session: { device } }: { readonly session: LoginSession }) {
  const look = { size: 20, 'aria-hidden': true, className: styles.icon } as const
  if (device === null) return <Terminal {...look} />
  const isHandheld = /^(Android|iOS|iPadOS)$/.test(device.system ?? '')
  return isHandheld ? <Smartphone {...look} /> : <Monitor {...look} />
}

import { CircleMinus, CirclePlus, LogOut, ShieldCheck, ShieldOff, UsersRound } from 'lucide-react'
import { ProblemError } from '@sallyport/client'
import type { Impact } from '../../api/types.ts'
import { toneStyle } from '../../ui/tone.ts'
import { format } from '../../ui/language.ts'
import { Bone, Loading, Trouble } from '../../ui/states.tsx'
import styles from './impact-view.module.css'
import { texts } from './texts.ts'

const looks = {
  no_longer_asked_for_factor: { icon: ShieldOff, tone: 'deny' },
  newly_refused: { icon: CircleMinus, tone: 'deny' },
  newly_permitted: { icon: CirclePlus, tone: 'report' },
  newly_asked_for_factor: { icon: ShieldCheck, tone: 'allow' },
} as const

const order = [
  'no_longer_asked_for_factor',
  'newly_refused',
  'newly_permitted',
  'newly_asked_for_factor',
] as const

/** How many people and open sessions it touches, as the server computed it. */
export function ImpactView({
  impact,
  error,
}: {
  readonly impact: Impact | undefined
  readonly error: Error | null
}) {
  const { sheet } = texts
  if (error) {
    const requestId = error instanceof ProblemError ? error.requestId : undefined
    return <Trouble title={sheet.uncomputed} detail={error.message} requestId={requestId} />
  }
  if (!impact) {
    return (
      <Loading>
        <div className={styles.rows}>
          <Bone height={44} />
          <Bone height={44} />
        </div>
      </Loading>
    )
  }
  const { people, sessions } = impact
  const touched = order.filter((name) => people[name] > 0)
  return (
    <div role="status">
      <ul className={styles.rows}>
        {touched.map((name) => {
          const { icon: Icon, tone } = looks[name]
          return (
            <li key={name} className={styles.row} style={toneStyle(tone)}>
              <Icon size={18} aria-hidden className={styles.icon} />
              <strong className={styles.number}>{format(people[name])}</strong>
              <span>
                {sheet.of(people.total)} {sheet[name]}
              </span>
            </li>
          )
        })}
        {touched.length === 0 && (
          <li className={styles.row} style={toneStyle('off')}>
            <UsersRound size={18} aria-hidden className={styles.icon} />
            <span>{sheet.nobody(people.total)}</span>
          </li>
        )}
        <li className={styles.row} style={toneStyle(sessions.ended > 0 ? 'deny' : 'off')}>
          <LogOut size={18} aria-hidden className={styles.icon} />
          {sessions.ended > 0 ? (
            <>
              <strong className={styles.number}>{format(sessions.ended)}</strong>
              <span>{sheet.sessionsEnd(sessions.open)}</span>
            </>
          ) : (
            <span>{sheet.sessionsStay(sessions.open)}</span>
          )}
        </li>
      </ul>
    </div>
  )
}

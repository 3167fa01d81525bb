import { Link } from '@tanstack/react-router'
import { Copyable } from '../../ui/copyable.tsx'
import { format } from '../../ui/language.ts'
import styles from './event-detail.module.css'
import { texts } from './texts.ts'

/** What the log keeps of a decision; a member that is absent or of another kind isn't shown. */
interface Kept {
  readonly reason?: unknown
  readonly revision?: unknown
  readonly decided_by?: { readonly policy?: unknown; readonly statement?: unknown; readonly label?: unknown }
}

/** Which rule let it happen or prevented it. */
export function EventDecision({ decision }: { readonly decision: unknown }) {
  if (typeof decision !== 'object' || decision === null) return null
  const { reason, revision, decided_by: by } = decision as Kept
  const { panel } = texts
  const facts: readonly (readonly [string, unknown])[] = [
    [panel.decidedBy, by?.label],
    [panel.policy, by?.policy],
    [panel.statement, by?.statement],
    [panel.code, reason],
    [panel.revision, typeof revision === 'number' ? format(revision) : revision],
  ]
  const told = facts.filter((fact): fact is readonly [string, string] => typeof fact[1] === 'string')
  if (told.length === 0) return null
  return (
    <section className={styles.part}>
      <h3>{panel.decision}</h3>
      <dl className={styles.facts}>
        {told.map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>
              <span className={styles.told}>{shown(name, value)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function shown(name: string, value: string) {
  if (name === texts.panel.policy) {
    return (
      <Link to="/policies/$id" params={{ id: value }}>
        {value}
      </Link>
    )
  }
  if (name === texts.panel.revision && value.length > short) {
    return <Copyable value={value} short={`${value.slice(0, short)}…`} thing={name} />
  }
  return value
}

const short = 16

import { ProblemError } from '@sallyport/client'
import { Check as Tick, CircleCheck } from 'lucide-react'
import { useId } from 'react'
import { Button } from '../ui/button.tsx'
import type { Check, Failure, Finding } from '../ui/check.ts'
import { Bone, Loading, Trouble } from '../ui/states.tsx'
import { texts as uiTexts } from '../ui/texts.ts'
import { Time } from '../ui/time.tsx'
import { toneStyle } from '../ui/tone.ts'
import styles from './attention.module.css'
import { texts } from './overview-texts.ts'

const { attention } = texts
const ranks = { deny: 0, report: 1 } as const

/** What somebody should see to, what is open now first; else, calmly, what was looked at and when. */
export function Attention({ checks }: { readonly checks: readonly Check[] }) {
  const id = useId()
  const findings = checks
    .flatMap((check) => check.findings)
    .toSorted((one, other) => ranks[one.tone] - ranks[other.tone])
  const fine = checks.flatMap((check) => check.fine)
  const failed = checks.flatMap(({ failure }) => failure ?? [])
  const pending = checks.some(({ at, failure }) => at === undefined && failure === undefined)
  const looked = checks.flatMap(({ at }) => (at === undefined ? [] : [at]))
  const calm = findings.length === 0 && !pending && failed.length === 0
  return (
    <section className={styles.attention} aria-labelledby={id}>
      <header className={styles.header}>
        <h2 id={id} className={styles.title}>
          {calm && <CircleCheck size={20} aria-hidden className={styles.calm} />}
          {calm ? attention.nothing : attention.title}
          {findings.length > 0 && (
            <span className={styles.count} aria-label={attention.things(findings.length)}>
              {findings.length}
            </span>
          )}
        </h2>
        {looked.length > 0 && (
          <p className={styles.when}>
            {attention.checked} <Time at={new Date(Math.min(...looked)).toISOString()} />
          </p>
        )}
      </header>
      {pending && (
        <Loading>
          <div className={styles.bones}>
            <Bone height={56} />
            <Bone height={56} />
          </div>
        </Loading>
      )}
      {findings.length > 0 && (
        <ul className={styles.findings}>
          {findings.map((finding) => (
            <Item key={finding.id} finding={finding} />
          ))}
        </ul>
      )}
      {failed.length > 0 && <Unlooked failures={failed} />}
      {fine.length > 0 && (
        <div className={styles.fine}>
          {!calm && <h3 className={styles.order}>{attention.order}</h3>}
          <ul>
            {fine.map((sentence) => (
              <li key={sentence}>
                <Tick size={14} aria-hidden />
                {sentence}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}

function Item({ finding: { tone, icon, title, why, action } }: { readonly finding: Finding }) {
  return (
    <li className={styles.finding} style={toneStyle(tone)}>
      <span className={styles.icon}>{icon}</span>
      <div className={styles.words}>
        <h3 className={styles.what}>{title}</h3>
        <p className={styles.why}>{why}</p>
      </div>
      <div className={styles.action}>{action}</div>
    </li>
  )
}

/** One server that is silent is one fault, however much was asked of it. */
function Unlooked({ failures }: { readonly failures: readonly Failure[] }) {
  const refused = failures.find(({ error }) => error instanceof ProblemError)?.error
  return (
    <Trouble
      title={attention.notLooked}
      detail={
        <ul>
          {failures.map(({ title, error }) => (
            <li key={title}>{`${title}: ${error.message}`}</li>
          ))}
        </ul>
      }
      requestId={refused instanceof ProblemError ? refused.requestId : undefined}
      action={<Button onClick={() => failures.forEach(({ retry }) => retry())}>{uiTexts.retry}</Button>}
    />
  )
}

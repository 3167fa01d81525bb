import { DoorClosed } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { list } from '../../ui/language.ts'
import { RequestId } from '../../ui/states.tsx'
import { appointment } from '../../ui/time-words.ts'
import styles from './refusal-view.module.css'
import { type Advice, type Refusal, strings } from './sign-in-flow.ts'
import { texts } from './texts.ts'

/** What a refused person reads. Nothing of the rule's internals. */
export function RefusalView({
  refusal,
  onAgain,
}: {
  readonly refusal: Refusal
  readonly onAgain: () => void
}) {
  const { refused } = texts
  const helps = refusal.advice.map(adviceInWords).filter((words) => words !== '')
  return (
    <div className={styles.refusal}>
      <div className={styles.rule} role="alert">
        <DoorClosed size={20} aria-hidden />
        <div>
          <p className={styles.label}>{refused.because}</p>
          <p className={styles.words}>{refusal.detail}</p>
        </div>
      </div>
      <dl className={styles.facts}>
        <dt>{refused.asked}</dt>
        <dd>{refused.askedWhat}</dd>
        <dt>{refused.helps}</dt>
        <dd>
          {helps.length === 0 && refused.help.none}
          {helps.map((words) => (
            <p key={words}>{words}</p>
          ))}
        </dd>
        <dt>{refused.whom}</dt>
        <dd>
          {refused.whomText}
          <RequestId id={refusal.requestId} />
        </dd>
      </dl>
      <Button variant="primary" wide onClick={onAgain}>
        {refused.again}
      </Button>
    </div>
  )
}

function adviceInWords({ id, properties }: Advice): string {
  const { help } = texts.refused
  const methods: Readonly<Record<string, string>> = texts.refused.methods
  if (id === 'step_up') {
    const named = strings(properties['methods']).map((method) => methods[method] ?? method)
    return help.stepUp(list(named, 'disjunction'))
  }
  if (id === 'retry_after' && typeof properties['time'] === 'string') {
    const zone = typeof properties['zone'] === 'string' ? properties['zone'] : undefined
    return help.retryAfter(appointment(properties['time'], Date.now(), zone))
  }
  return id === 'connect_tunnel' ? help.tunnel : ''
}

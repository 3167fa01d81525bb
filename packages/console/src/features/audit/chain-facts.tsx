import { ShieldCheck } from 'lucide-react'
import { useMe, whyNot } from '../../api/session.ts'
import type { AuditEventInFull } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { AuditTrouble } from './audit-trouble.tsx'
import styles from './event-detail.module.css'
import { texts } from './texts.ts'
import { useVerify } from './use-verify.ts'
import { Verdict } from './verdict.tsx'

const around = 50

/** Its hash, the one before, and whether what stands around it still fits. */
export function ChainFacts({ event }: { readonly event: AuditEventInFull }) {
  const { state, start } = useVerify()
  const forbidden = whyNot(useMe(), 'audit.read')
  const from = Math.max(1, event.seq - around)
  return (
    <section className={styles.part}>
      <h3>{texts.panel.chain}</h3>
      <dl className={styles.facts}>
        {(
          [
            [texts.panel.hash, event.hash],
            [texts.panel.previous, event.prev_hash],
          ] as const
        ).map(([name, hash]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>
              <Copyable value={hash} short={`${hash.slice(0, 16)}…`} thing={name} />
            </dd>
          </div>
        ))}
      </dl>
      <Button
        size="small"
        icon={<ShieldCheck size={14} aria-hidden />}
        busy={state.is === 'running'}
        disabledReason={forbidden}
        onClick={() => start({ from, to: event.seq + around })}
      >
        {texts.verify.around}
      </Button>
      <div role="status">{state.is === 'done' && <Verdict found={state.found} />}</div>
      {state.is === 'trouble' && <AuditTrouble title={texts.verify.trouble} error={state.error} />}
    </section>
  )
}

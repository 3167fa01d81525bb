import { Link } from '@tanstack/react-router'
import { ShieldAlert, ShieldCheck } from 'lucide-react'
import type { AuditVerification } from '../../api/types.ts'
import { toneStyle } from '../../ui/tone.ts'
import { faultWords } from './fault-words.ts'
import { texts } from './texts.ts'
import styles from './verify-dialog.module.css'

export interface VerdictProps {
  readonly found: AuditVerification
  /** The event at fault is shown, so what covers it closes. */
  readonly onLeave?: () => void
}

/** How a verification came out: how many entries fit, or the first that doesn't. */
export function Verdict({ found: { valid, checked, first_fault: fault }, onLeave }: VerdictProps) {
  const Icon = valid ? ShieldCheck : ShieldAlert
  return (
    <div className={styles.verdict} style={toneStyle(valid ? 'allow' : 'deny')}>
      <Icon size={20} aria-hidden />
      <div>
        <p className={styles.title}>{valid ? texts.verify.valid : texts.verify.invalid}</p>
        <p>
          {valid || !fault ? texts.verify.validText(checked) : texts.verify.invalidText(checked, fault.seq)}
        </p>
        {fault && (
          <p>
            {texts.verify.fault}: {faultWords(fault)}.
          </p>
        )}
        {fault && (
          <p>
            {fault.id === null ? (
              texts.verify.gone
            ) : (
              <Link to="/audit" search={{ hours: 'all', event: fault.id }} onClick={onLeave}>
                {texts.verify.show}
              </Link>
            )}
          </p>
        )}
      </div>
    </div>
  )
}

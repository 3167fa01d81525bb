import { LoaderCircle } from 'lucide-react'
import styles from './switch.module.css'

export interface SwitchProps {
  readonly label: string
  readonly checked: boolean
  readonly busy?: boolean
  readonly disabledReason?: string | undefined
  readonly onChange: (checked: boolean) => void
}

/** On and off, at once. What stands beside it says the state in a word. */
export function Switch({ label, checked, busy, disabledReason, onChange }: SwitchProps) {
  const inert = busy === true || disabledReason !== undefined
  return (
    <button
      type="button"
      role="switch"
      className={styles.switch}
      aria-checked={checked}
      aria-label={label}
      aria-disabled={inert || undefined}
      aria-busy={busy || undefined}
      aria-description={disabledReason}
      title={disabledReason}
      onClick={() => {
        if (!inert) onChange(!checked)
      }}
    >
      <span className={styles.thumb}>
        {busy && <LoaderCircle className={styles.turning} size={12} aria-hidden />}
      </span>
    </button>
  )
}

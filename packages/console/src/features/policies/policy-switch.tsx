import { ProblemError } from '@sallyport/client'
import type { Policy } from '../../api/types.ts'
import { useMe, whyNot } from '../../api/session.ts'
import { Switch } from '../../ui/switch.tsx'
import styles from './policy-switch.module.css'
import { texts } from './texts.ts'
import { tellNotSwitched, useToggle } from './use-toggle.ts'

export interface PolicySwitchProps {
  readonly policy: Policy
  /** A critical policy isn't switched by a slip: this opens the sheet that says what will change. */
  readonly onAsk: (id: string) => void
}

export function PolicySwitch({ policy, onAsk }: PolicySwitchProps) {
  const toggle = useToggle()
  const { enabled, name } = policy
  // A change that would lock everybody out can still be made by somebody who says why: that is the sheet's part.
  const onError = (error: Error) => {
    if (error instanceof ProblemError && error.code === 'lockout') onAsk(policy.id)
    else tellNotSwitched(policy, error)
  }
  return (
    <div className={styles.switch}>
      <span className={enabled ? styles.enabled : styles.disabled}>
        {enabled ? texts.enabled : texts.disabled}
      </span>
      <Switch
        label={texts.switchLabel(name)}
        checked={enabled}
        busy={toggle.isPending}
        disabledReason={whyNot(useMe(), 'policies.update')}
        onChange={(wanted) => {
          if (policy.critical) onAsk(policy.id)
          else toggle.mutate({ policy, wanted }, { onError })
        }}
      />
    </div>
  )
}

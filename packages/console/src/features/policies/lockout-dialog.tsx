import type { ProblemError } from '@sallyport/client'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea, Tick } from '../../ui/field.tsx'
import { texts as uiTexts } from '../../ui/texts.ts'
import styles from './delete-dialog.module.css'
import { texts } from './texts.ts'

export interface LockoutDialogProps {
  readonly refused: ProblemError
  readonly busy: boolean
  readonly onForce: (reason: string) => void
  readonly onClose: () => void
}

/** The one refusal that can be overruled, by somebody who says why. */
export function LockoutDialog({ refused, busy, onForce, onClose }: LockoutDialogProps) {
  const [reason, setReason] = useState('')
  const [forced, setForced] = useState(false)
  const { sheet, lockout } = texts
  const missing = reason.trim() === '' ? sheet.reasonMissing : forced ? undefined : sheet.forceMissing
  return (
    <Dialog
      open
      title={lockout.title}
      description={refused.problem.detail}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{uiTexts.cancel}</Button>
          <Button variant="danger" busy={busy} disabledReason={missing} onClick={() => onForce(reason)}>
            {lockout.force}
          </Button>
        </>
      }
    >
      <div className={styles.parts}>
        <p>{sheet.locksOutText}</p>
        <TextArea
          label={sheet.reason}
          hint={sheet.reasonHint}
          rows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <Tick label={sheet.force} checked={forced} onChange={(event) => setForced(event.target.checked)} />
      </div>
    </Dialog>
  )
}

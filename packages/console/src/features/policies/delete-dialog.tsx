import { ProblemError } from '@sallyport/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Policy } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea, TextField, Tick } from '../../ui/field.tsx'
import { Note, Trouble } from '../../ui/states.tsx'
import { texts as uiTexts } from '../../ui/texts.ts'
import { toast } from '../../ui/toasts.ts'
import { createPolicy, deletePolicy, editableText } from './calls.ts'
import styles from './delete-dialog.module.css'
import { policiesQuery } from './queries.ts'
import { texts } from './texts.ts'
import { tellNotSwitched } from './use-toggle.ts'

/** Deleting a critical policy takes its name typed, so that it is never a slip. */
export default function DeleteDialog({
  policy,
  onClose,
}: {
  readonly policy: Policy
  readonly onClose: () => void
}) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const [forced, setForced] = useState(false)
  const { remove, sheet } = texts

  const restore = async () => {
    const members = JSON.parse(editableText(policy)) as Record<string, unknown>
    try {
      await createPolicy({ id: policy.id, ...members }, { reason: texts.undoReason })
      toast(remove.restored(policy.name))
    } catch (error) {
      tellNotSwitched(policy, error)
    }
    await queries.invalidateQueries({ queryKey: policiesQuery.queryKey })
  }
  const removal = useMutation({
    mutationFn: () => deletePolicy(policy.id, { reason, ...(forced && { force: true }) }),
    onSuccess: async () => {
      toast(remove.done(policy.name), { action: { label: texts.undo, run: () => void restore() } })
      await navigate({ to: '/policies' })
      queries.removeQueries({ queryKey: [...policiesQuery.queryKey, policy.id] })
      await queries.invalidateQueries({ queryKey: policiesQuery.queryKey })
    },
  })
  const refused = removal.error instanceof ProblemError ? removal.error : undefined
  const locksOut = refused?.code === 'lockout'
  const missing =
    policy.critical && typed.trim() !== policy.name.trim()
      ? remove.missing
      : (policy.critical || locksOut) && reason.trim() === ''
        ? sheet.reasonMissing
        : locksOut && !forced
          ? sheet.forceMissing
          : undefined

  return (
    <Dialog
      open
      title={remove.title(policy.name)}
      description={remove.text}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{uiTexts.cancel}</Button>
          <Button
            variant="danger"
            busy={removal.isPending}
            disabledReason={missing}
            onClick={() => removal.mutate()}
          >
            {remove.confirm}
          </Button>
        </>
      }
    >
      {(policy.critical || refused) && (
        <div className={styles.parts}>
          {policy.critical && (
            <>
              <Note tone="report">{remove.critical}</Note>
              <TextField
                label={remove.typeName(policy.name)}
                autoComplete="off"
                autoFocus
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            </>
          )}
          {(policy.critical || locksOut) && (
            <TextArea
              label={sheet.reason}
              hint={sheet.reasonHint}
              rows={2}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
          {locksOut && (
            <Note tone="deny" title={sheet.locksOut} live>
              <p>{refused.problem.detail}</p>
              <Tick
                label={sheet.force}
                checked={forced}
                onChange={(event) => setForced(event.target.checked)}
              />
            </Note>
          )}
          {refused && !locksOut && (
            <Trouble
              title={remove.failed(policy.name)}
              detail={refused.problem.detail}
              requestId={refused.requestId}
            />
          )}
        </div>
      )}
    </Dialog>
  )
}

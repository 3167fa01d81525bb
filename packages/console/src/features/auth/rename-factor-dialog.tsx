import { useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useId, useState } from 'react'
import type { Factor } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { toast } from '../../ui/toasts.ts'
import { renameFactor } from './account-calls.ts'
import { factorsQuery } from './account-queries.ts'
import { texts } from './account-texts.ts'
import { AttemptTrouble } from './attempt-trouble.tsx'
import form from './form.module.css'
import { useAttempt } from './use-attempt.ts'

export default function RenameFactorDialog({
  factor,
  onClose,
}: {
  readonly factor: Factor
  readonly onClose: () => void
}) {
  const { rename } = texts
  const queries = useQueryClient()
  const attempt = useAttempt()
  const [name, setName] = useState(factor.name)
  const formId = useId()
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    attempt.run(
      () => renameFactor(factor.id, name),
      (renamed) => {
        void queries.invalidateQueries(factorsQuery)
        toast(rename.done(renamed.name))
        onClose()
      },
    )
  }
  return (
    <Dialog
      open
      title={rename.title(factor.name)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{texts.cancel}</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            busy={attempt.busy}
            disabledReason={name.trim() === '' ? rename.missing : undefined}
          >
            {rename.submit}
          </Button>
        </>
      }
    >
      <form id={formId} className={form.form} onSubmit={submit}>
        <AttemptTrouble attempt={attempt} />
        <TextField
          label={rename.field}
          hint={rename.hint}
          name="factor-name"
          autoComplete="off"
          maxLength={100}
          required
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </form>
    </Dialog>
  )
}

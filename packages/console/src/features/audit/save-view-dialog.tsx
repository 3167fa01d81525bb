import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { toast } from '../../ui/toasts.ts'
import { AuditTrouble } from './audit-trouble.tsx'
import { saveView } from './calls.ts'
import type { Filters } from './filters.ts'
import { viewsQuery } from './queries.ts'
import { texts } from './texts.ts'

export interface SaveViewDialogProps {
  readonly filters: Filters
  readonly onClose: () => void
}

export default function SaveViewDialog({ filters, onClose }: SaveViewDialogProps) {
  const [typed, setTyped] = useState('')
  const queries = useQueryClient()
  const { data: views = [] } = useQuery(viewsQuery)
  const name = typed.trim()
  const save = useMutation({
    mutationFn: () => saveView(name, filters),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: viewsQuery.queryKey })
      toast(texts.views.saved(name))
      onClose()
    },
  })
  const send = (event: SubmitEvent) => {
    event.preventDefault()
    if (name !== '' && !save.isPending) save.mutate()
  }
  return (
    <Dialog
      open
      title={texts.views.title}
      description={texts.views.text}
      onClose={onClose}
      actions={
        <Button
          type="submit"
          form="save-view"
          variant="primary"
          busy={save.isPending}
          disabledReason={name === '' ? texts.views.nameMissing : undefined}
        >
          {texts.views.confirm}
        </Button>
      }
    >
      <form id="save-view" onSubmit={send}>
        <TextField
          label={texts.views.name}
          value={typed}
          maxLength={100}
          autoComplete="off"
          hint={views.some((view) => view.name === name) && texts.views.replaces(name)}
          onChange={(event) => setTyped(event.target.value)}
        />
      </form>
      {save.error && <AuditTrouble title={texts.views.notSaved} error={save.error} />}
    </Dialog>
  )
}

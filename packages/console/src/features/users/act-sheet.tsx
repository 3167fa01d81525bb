import { ProblemError } from '@sallyport/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useMe } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea, Tick } from '../../ui/field.tsx'
import { Note } from '../../ui/states.tsx'
import { texts as uiTexts } from '../../ui/texts.ts'
import { useDraft } from '../../ui/use-draft.ts'
import type { Because } from './calls.ts'
import { NotDone } from './not-done.tsx'
import { usersKey } from './queries.ts'
import styles from './sheet.module.css'
import { texts } from './texts.ts'

export interface ActSheetProps<Answer> {
  /** What the reason that is being typed belongs to. */
  readonly draft: string
  readonly title: string
  readonly lead?: string
  /** What will happen, a sentence each. */
  readonly says: readonly string[]
  readonly confirm: string
  readonly danger?: boolean
  /** Why it can't be done yet, besides the reason. */
  readonly missing?: string | undefined
  /** More than the reason has been typed, and is kept. */
  readonly kept?: boolean
  readonly children?: ReactNode
  readonly run: (because: Because) => Promise<Answer>
  readonly onDone: (answer: Answer) => void
  /** What was typed is thrown away on purpose. */
  readonly onDiscard?: () => void
  readonly onClose: () => void
}

/** Before something is done to somebody: what will happen in words, and why it is done, which is recorded. */
export function ActSheet<Answer>(props: ActSheetProps<Answer>) {
  const { title, lead, says, confirm, danger, children, run, onDone, onDiscard, onClose } = props
  const me = useMe()
  const queries = useQueryClient()
  const reason = useDraft(`${me.id}/users/${props.draft}`, '')
  const [forced, setForced] = useState(false)
  const act = useMutation({
    mutationFn: () => run({ reason: reason.value, ...(forced && { force: true }) }),
    onSuccess: async (answer) => {
      reason.forget()
      onDone(answer)
      await queries.invalidateQueries({ queryKey: usersKey })
    },
  })
  const locksOut = act.error instanceof ProblemError && act.error.code === 'lockout'
  const missing =
    props.missing ??
    (reason.value.trim() === ''
      ? texts.act.reasonMissing
      : locksOut && !forced
        ? texts.act.forceMissing
        : undefined)
  return (
    <Dialog
      open
      shape="sheet"
      title={title}
      description={lead}
      onClose={onClose}
      actions={
        <>
          <Button
            onClick={() => {
              reason.forget()
              onDiscard?.()
              onClose()
            }}
          >
            {props.kept || reason.value !== '' ? uiTexts.discard : uiTexts.cancel}
          </Button>
          <Button
            variant={danger || locksOut ? 'danger' : 'primary'}
            busy={act.isPending}
            disabledReason={missing}
            onClick={() => act.mutate()}
          >
            {confirm}
          </Button>
        </>
      }
    >
      <div className={styles.parts}>
        {children}
        <ul className={styles.says}>
          {says.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <TextArea
          label={texts.act.reason}
          hint={texts.act.reasonHint}
          rows={2}
          maxLength={500}
          value={reason.value}
          onChange={(event) => reason.set(event.target.value)}
        />
        {locksOut ? (
          <Note tone="deny" title={texts.act.lockout} live>
            {act.error?.message}
            <Tick
              label={texts.act.force}
              checked={forced}
              onChange={(event) => setForced(event.target.checked)}
            />
          </Note>
        ) : (
          <NotDone error={act.error} />
        )}
      </div>
    </Dialog>
  )
}

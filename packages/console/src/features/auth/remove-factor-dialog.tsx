import { useQueryClient } from '@tanstack/react-query'
import { meQuery } from '../../api/session.ts'
import type { Factor } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Note } from '../../ui/states.tsx'
import { toast } from '../../ui/toasts.ts'
import { removeFactor } from './account-calls.ts'
import { accountKey } from './account-queries.ts'
import { texts } from './account-texts.ts'
import { AttemptTrouble } from './attempt-trouble.tsx'
import form from './form.module.css'
import { ProveIdentity } from './prove-identity.tsx'
import { useProvedAttempt } from './use-proved-attempt.ts'

/** What removing a factor does, said before it is done. */
export default function RemoveFactorDialog({
  factor,
  isLast,
  onClose,
}: {
  readonly factor: Factor
  readonly isLast: boolean
  readonly onClose: () => void
}) {
  const { remove } = texts
  const queries = useQueryClient()
  const attempt = useProvedAttempt()
  const submit = () =>
    attempt.run(
      () => removeFactor(factor.id),
      () => {
        void queries.invalidateQueries({ queryKey: accountKey })
        void queries.invalidateQueries(meQuery)
        toast(remove.done(factor.name))
        onClose()
      },
    )
  return (
    <Dialog
      open
      title={remove.title(factor.name)}
      onClose={onClose}
      {...(!attempt.proof && {
        actions: (
          <>
            <Button onClick={onClose}>{texts.cancel}</Button>
            <Button variant="danger" busy={attempt.busy} onClick={submit}>
              {remove.submit}
            </Button>
          </>
        ),
      })}
    >
      {attempt.proof ? (
        <ProveIdentity {...attempt.proof} />
      ) : (
        <div className={form.form}>
          <p>{factor.type === 'webauthn' ? remove.passkey : remove.app}</p>
          {isLast && (
            <Note tone="report" title={remove.last.title}>
              {remove.last.text}
            </Note>
          )}
          <p className={form.explained}>{remove.undo}</p>
          <AttemptTrouble attempt={attempt} />
        </div>
      )}
    </Dialog>
  )
}

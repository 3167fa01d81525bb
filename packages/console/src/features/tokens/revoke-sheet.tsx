import { ProblemError } from '@sallyport/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMe } from '../../api/session.ts'
import type { ApiToken } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Note, Trouble } from '../../ui/states.tsx'
import { toast } from '../../ui/toasts.ts'
import { revokeToken, tokensQuery } from './queries.ts'
import styles from './revoke-sheet.module.css'
import { texts } from './texts.ts'

const day = 86_400_000

/** Before a token is revoked, for good: what it is, and whether something relies on it. */
export default function RevokeSheet({
  token,
  onClose,
}: {
  readonly token: ApiToken
  readonly onClose: () => void
}) {
  const me = useMe()
  const queries = useQueryClient()
  const { sheet } = texts
  const revoking = useMutation({
    mutationFn: () => revokeToken(token.id),
    onSuccess: () => {
      toast(sheet.done(token.name))
      void queries.invalidateQueries({ queryKey: tokensQuery.queryKey, exact: true })
      onClose()
    },
  })
  const { error } = revoking
  const problem = error instanceof ProblemError ? error : undefined
  const isForeign = token.owner !== null && token.owner.id !== me.id
  return (
    <Dialog
      open
      shape="sheet"
      title={sheet.title(token.name)}
      description={sheet.text}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{sheet.cancel}</Button>
          <Button variant="danger" busy={revoking.isPending} onClick={() => revoking.mutate()}>
            {sheet.submit}
          </Button>
        </>
      }
    >
      <div className={styles.parts}>
        {isForeign && token.owner && <p>{sheet.owner(token.owner.email)}</p>}
        <p>{sheet.carries(token.roles)}</p>
        {isRecent(token.last_used_at) && <Note tone="report">{sheet.inUse}</Note>}
        {error && (
          <Trouble
            title={sheet.failed}
            detail={problem?.problem.detail ?? error.message}
            requestId={problem?.requestId}
          />
        )}
      </div>
    </Dialog>
  )
}

function isRecent(at: string | null): boolean {
  return at !== null && Date.now() - Date.parse(at) < day
}

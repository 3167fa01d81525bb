import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { User } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { renewInvitation } from './calls.ts'
import { LinkOnce } from './link-once.tsx'
import { NotDone } from './not-done.tsx'
import { usersKey } from './queries.ts'
import { texts } from './texts.ts'

/** A new invitation; the earlier one stops working when it is made. */
export function RenewedInvitation({ user, onClose }: { readonly user: User; readonly onClose: () => void }) {
  const queries = useQueryClient()
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => renewInvitation(user.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: usersKey }),
  })
  return (
    <Dialog
      open
      shape="sheet"
      title={texts.invitation.link(user.name)}
      onClose={onClose}
      actions={
        <>
          {!data && (
            <Button variant="primary" busy={isPending} onClick={() => mutate()}>
              {texts.invitation.renew}
            </Button>
          )}
          <Button onClick={onClose}>{texts.once.done}</Button>
        </>
      }
    >
      <NotDone error={error} />
      {data ? (
        <LinkOnce url={data.url} expiresAt={data.expires_at} text={texts.invitation.linkText} />
      ) : (
        <p>{texts.invitation.linkText}</p>
      )}
    </Dialog>
  )
}

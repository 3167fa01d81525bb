import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMe } from '../../api/session.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { texts as uiTexts } from '../../ui/texts.ts'
import { useFormDraft } from '../../ui/use-form-draft.ts'
import { inviteUser } from './calls.ts'
import { type GrantDraft, grantOf, keptGrants } from './grants.ts'
import { GrantsEditor } from './grants-editor.tsx'
import { LinkOnce } from './link-once.tsx'
import { NotDone } from './not-done.tsx'
import { usersKey } from './queries.ts'
import styles from './sheet.module.css'
import { texts } from './texts.ts'

interface Invitee {
  readonly email: string
  readonly name: string
  readonly grants: readonly GrantDraft[]
}

const nobody: Invitee = { email: '', name: '', grants: [] }

/** E-mail, name and roles, kept until they are sent or discarded; then the link, this once. */
export default function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const queries = useQueryClient()
  const draft = useFormDraft(`${useMe().id}/users/invite`, nobody, keptInvitee)
  const { email, name, grants } = draft.value
  const set = (change: Partial<Invitee>) => draft.set({ ...draft.value, ...change })
  const invite = useMutation({
    mutationFn: () => inviteUser({ email, name, roles: grants.map(grantOf) }),
    onSuccess: () => {
      draft.forget()
      return queries.invalidateQueries({ queryKey: usersKey })
    },
  })
  const { invitation } = texts
  const missing = email.trim() === '' || name.trim() === '' ? invitation.missing : undefined
  if (invite.data) {
    const { id, invitation: made } = invite.data
    return (
      <Dialog
        open
        shape="sheet"
        title={invitation.link(invite.data.name)}
        onClose={onClose}
        actions={
          <>
            <Link to="/access/users/$id" params={{ id }} className={buttonClass({})}>
              {texts.once.open}
            </Link>
            <Button onClick={onClose}>{texts.once.done}</Button>
          </>
        }
      >
        <LinkOnce url={made.url} expiresAt={made.expires_at} text={invitation.linkText} />
      </Dialog>
    )
  }
  return (
    <Dialog
      open
      shape="sheet"
      title={invitation.sheet}
      description={invitation.lead}
      onClose={onClose}
      actions={
        <>
          <Button
            onClick={() => {
              draft.forget()
              onClose()
            }}
          >
            {draft.kept ? uiTexts.discard : uiTexts.cancel}
          </Button>
          <Button
            variant="primary"
            busy={invite.isPending}
            disabledReason={missing}
            onClick={() => invite.mutate()}
          >
            {invitation.send}
          </Button>
        </>
      }
    >
      <div className={styles.parts}>
        <NotDone error={invite.error} />
        <TextField
          label={invitation.email}
          type="email"
          autoComplete="off"
          value={email}
          onChange={(event) => set({ email: event.target.value })}
        />
        <TextField
          label={invitation.name}
          autoComplete="off"
          value={name}
          onChange={(event) => set({ name: event.target.value })}
        />
        <GrantsEditor drafts={grants} onChange={(next) => set({ grants: next })} />
      </div>
    </Dialog>
  )
}

function keptInvitee(kept: unknown): Invitee | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined
  const { email, name, grants } = kept as Partial<Record<keyof Invitee, unknown>>
  const roles = keptGrants(grants)
  if (typeof email !== 'string' || typeof name !== 'string' || roles === undefined) return undefined
  return { email, name, grants: roles }
}

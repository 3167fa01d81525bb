import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { texts as uiTexts } from '../../ui/texts.ts'
import { inviteUser } from './calls.ts'
import { type GrantDraft, grantOf } from './grants.ts'
import { GrantsEditor } from './grants-editor.tsx'
import { LinkOnce } from './link-once.tsx'
import { NotDone } from './not-done.tsx'
import { usersKey } from './queries.ts'
import styles from './sheet.module.css'
import { texts } from './texts.ts'

/** E-mail, name and roles; then the link, this once. */
export default function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const queries = useQueryClient()
  const [person, setPerson] = useState({ email: '', name: '' })
  const [drafts, setDrafts] = useState<readonly GrantDraft[]>([])
  const invite = useMutation({
    mutationFn: () => inviteUser({ ...person, roles: drafts.map(grantOf) }),
    onSuccess: () => queries.invalidateQueries({ queryKey: usersKey }),
  })
  const { invitation } = texts
  const missing = person.email.trim() === '' || person.name.trim() === '' ? invitation.missing : undefined
  if (invite.data) {
    const { id, name, invitation: made } = invite.data
    return (
      <Dialog
        open
        shape="sheet"
        title={invitation.link(name)}
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
          <Button onClick={onClose}>{uiTexts.cancel}</Button>
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
          value={person.email}
          onChange={(event) => setPerson({ ...person, email: event.target.value })}
        />
        <TextField
          label={invitation.name}
          autoComplete="off"
          value={person.name}
          onChange={(event) => setPerson({ ...person, name: event.target.value })}
        />
        <GrantsEditor drafts={drafts} onChange={setDrafts} />
      </div>
    </Dialog>
  )
}

import { useState } from 'react'
import type { User } from '../../api/types.ts'
import { toast } from '../../ui/toasts.ts'
import { ActSheet } from './act-sheet.tsx'
import { changeUser } from './calls.ts'
import { draftOf, type GrantDraft, grantOf } from './grants.ts'
import { GrantsEditor } from './grants-editor.tsx'
import { texts } from './texts.ts'

export function RolesSheet({ user, onClose }: { readonly user: User; readonly onClose: () => void }) {
  const [drafts, setDrafts] = useState<readonly GrantDraft[]>(user.grants.map(draftOf))
  const { grants } = texts
  return (
    <ActSheet
      draft={`${user.id}/roles`}
      title={grants.sheet(user.name)}
      says={[grants.lead]}
      confirm={grants.save}
      run={(because) => changeUser(user.id, { roles: drafts.map(grantOf) }, because)}
      onDone={() => {
        toast(grants.saved(user.name))
        onClose()
      }}
      onClose={onClose}
    >
      <GrantsEditor drafts={drafts} onChange={setDrafts} />
    </ActSheet>
  )
}

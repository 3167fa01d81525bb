import { useMe } from '../../api/session.ts'
import type { User } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/states.tsx'
import { toast } from '../../ui/toasts.ts'
import { useFormDraft } from '../../ui/use-form-draft.ts'
import { ActSheet } from './act-sheet.tsx'
import { changeUser } from './calls.ts'
import { draftOf, type GrantDraft, grantOf, keptGrants } from './grants.ts'
import { GrantsEditor } from './grants-editor.tsx'
import styles from './sheet.module.css'
import { texts } from './texts.ts'

interface Edit {
  readonly grants: readonly GrantDraft[]
  /** The roles that were there when the edit began. */
  readonly on: readonly GrantDraft[]
}

export function RolesSheet({ user, onClose }: { readonly user: User; readonly onClose: () => void }) {
  const present = user.grants.map(draftOf)
  const me = useMe()
  const draft = useFormDraft<Edit>(
    `${me.id}/users/${user.id}/grants`,
    { grants: present, on: present },
    keptEdit,
  )
  const { grants: edited, on } = draft.value
  const { grants } = texts
  const overtaken = draft.kept && JSON.stringify(on) !== JSON.stringify(present)
  return (
    <ActSheet
      draft={`${user.id}/roles`}
      kept={draft.kept}
      title={grants.sheet(user.name)}
      says={[grants.lead]}
      confirm={grants.save}
      missing={overtaken ? grants.overtakenFirst : undefined}
      run={(because) => changeUser(user.id, { roles: edited.map(grantOf) }, because)}
      onDone={() => {
        draft.forget()
        toast(grants.saved(user.name))
        onClose()
      }}
      onDiscard={draft.forget}
      onClose={onClose}
    >
      {overtaken && (
        <Note tone="report" title={grants.overtaken} live>
          <p>{grants.overtakenText(present.map(({ name }) => name))}</p>
          <div className={styles.choose}>
            <Button size="small" onClick={draft.forget}>
              {grants.takePresent}
            </Button>
            <Button size="small" onClick={() => draft.set({ grants: edited, on: present })}>
              {grants.keepMine}
            </Button>
          </div>
        </Note>
      )}
      <GrantsEditor drafts={edited} onChange={(next) => draft.set({ grants: next, on })} />
    </ActSheet>
  )
}

function keptEdit(kept: unknown): Edit | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined
  const { grants, on } = kept as Partial<Record<keyof Edit, unknown>>
  const [edited, before] = [keptGrants(grants), keptGrants(on)]
  return edited && before && { grants: edited, on: before }
}

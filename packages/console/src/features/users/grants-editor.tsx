import { useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { Button, IconButton } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { emptyDraft, type GrantDraft } from './grants.ts'
import { rolesQuery } from './queries.ts'
import styles from './sheet.module.css'
import { texts } from './texts.ts'

export interface GrantsEditorProps {
  readonly drafts: readonly GrantDraft[]
  readonly onChange: (drafts: readonly GrantDraft[]) => void
}

/** Roles with the dates and the scope that each is held within. */
export function GrantsEditor({ drafts, onChange }: GrantsEditorProps) {
  const roles = useQuery(rolesQuery)
  const names = (roles.data ?? []).map(({ name }) => name)
  const [first = ''] = names.filter((name) => !drafts.some((one) => one.name === name))
  const set = (index: number, change: Partial<GrantDraft>) =>
    onChange(drafts.map((draft, at) => (at === index ? { ...draft, ...change } : draft)))
  return (
    <div className={styles.grants}>
      {drafts.map((draft, index) => (
        <GrantFields
          key={index}
          draft={draft}
          names={[...new Set([...names, draft.name])]}
          onChange={(change) => set(index, change)}
          onRemove={() => onChange(drafts.filter((_, at) => at !== index))}
        />
      ))}
      <div>
        <Button
          size="small"
          icon={<Plus size={14} aria-hidden />}
          onClick={() => onChange([...drafts, emptyDraft(first || (names[0] ?? ''))])}
        >
          {texts.grants.add}
        </Button>
      </div>
    </div>
  )
}

interface GrantFieldsProps {
  readonly draft: GrantDraft
  readonly names: readonly string[]
  readonly onChange: (change: Partial<GrantDraft>) => void
  readonly onRemove: () => void
}

function GrantFields({ draft, names, onChange, onRemove }: GrantFieldsProps) {
  const { grants } = texts
  const isNarrow = [draft.from, draft.until, draft.types, draft.ids].some((text) => text !== '')
  return (
    <div className={styles.grant}>
      <div className={styles.grantTop}>
        <label className={styles.role}>
          {grants.role}
          <Select large value={draft.name} onChange={(event) => onChange({ name: event.target.value })}>
            {names.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        </label>
        <IconButton label={grants.remove(draft.name)} onClick={onRemove}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      <details className={styles.narrow} open={isNarrow || undefined}>
        <summary>{grants.narrow}</summary>
        <div className={styles.fields}>
          <TextField
            label={grants.validFrom}
            optional={grants.anyTime}
            type="datetime-local"
            value={draft.from}
            onChange={(event) => onChange({ from: event.target.value })}
          />
          <TextField
            label={grants.validUntil}
            optional={grants.anyTime}
            type="datetime-local"
            value={draft.until}
            onChange={(event) => onChange({ until: event.target.value })}
          />
          <TextField
            label={grants.types}
            hint={grants.typesHint}
            value={draft.types}
            onChange={(event) => onChange({ types: event.target.value })}
          />
          <TextField
            label={grants.ids}
            hint={grants.idsHint}
            value={draft.ids}
            onChange={(event) => onChange({ ids: event.target.value })}
          />
        </div>
        {Object.keys(draft.rest).length > 0 && <p className={styles.quiet}>{grants.kept}</p>}
      </details>
    </div>
  )
}

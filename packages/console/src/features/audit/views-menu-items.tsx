import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Bookmark, BookmarkCheck, Plus, Trash2 } from 'lucide-react'
import type { AuditView } from '../../api/types.ts'
import { MenuItem, MenuLine } from '../../ui/menu.tsx'
import { toast } from '../../ui/toasts.ts'
import { deleteView, saveView } from './calls.ts'
import { filtersOfView, isSame } from './filters.ts'
import { viewsQuery } from './queries.ts'
import { texts } from './texts.ts'
import type { Audit } from './use-audit.ts'
import styles from './export-menu-items.module.css'

export interface ViewsMenuItemsProps {
  readonly audit: Audit
  readonly onSave: () => void
}

export default function ViewsMenuItems({ audit, onSave }: ViewsMenuItemsProps) {
  const { data: views, error } = useQuery(viewsQuery)
  const remove = useDelete()
  const current = views?.find(({ query }) => isSame(filtersOfView(query), audit.filters))
  return (
    <>
      {error && <p className={styles.words}>{texts.views.trouble}</p>}
      {views?.length === 0 && <p className={styles.words}>{texts.views.none}</p>}
      {views?.map((view) => (
        <MenuItem
          key={view.name}
          icon={
            view === current ? <BookmarkCheck size={15} aria-hidden /> : <Bookmark size={15} aria-hidden />
          }
          onSelect={() => audit.setFilters(filtersOfView(view.query))}
        >
          {view.name}
          {view === current && <span className={styles.rows}>{texts.views.current}</span>}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem icon={<Plus size={15} aria-hidden />} onSelect={onSave}>
        {texts.views.save}
      </MenuItem>
      {current && (
        <MenuItem danger icon={<Trash2 size={15} aria-hidden />} onSelect={() => remove.mutate(current)}>
          {texts.views.delete(current.name)}
        </MenuItem>
      )}
    </>
  )
}

/** At once, with a way back. */
function useDelete() {
  const queries = useQueryClient()
  const anew = () => void queries.invalidateQueries({ queryKey: viewsQuery.queryKey })
  return useMutation({
    mutationFn: ({ name }: AuditView) => deleteView(name),
    onSuccess: (_, { name, query }) => {
      anew()
      const run = () =>
        void saveView(name, filtersOfView(query)).then(anew, () =>
          toast(texts.views.notSaved, { tone: 'deny' }),
        )
      toast(texts.views.deleted(name), { action: { label: texts.views.undo, run } })
    },
    onError: (error, { name }) => toast(`${texts.views.notDeleted(name)} ${error.message}`, { tone: 'deny' }),
  })
}

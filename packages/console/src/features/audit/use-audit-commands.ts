import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Bookmark, type LucideIcon } from 'lucide-react'
import { filtersOfView } from './filters.ts'
import { viewsQuery } from './queries.ts'
import { texts } from './texts.ts'

export interface AuditCommand {
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly icon: LucideIcon
  readonly run: () => void
}

/** For the palette: every saved view of the audit log. */
export function useAuditCommands(): readonly AuditCommand[] {
  const { data = [] } = useQuery(viewsQuery)
  const navigate = useNavigate()
  return data.map(({ name, query }) => ({
    id: `audit-view-${name}`,
    label: texts.views.command(name),
    hint: texts.views.commandHint,
    icon: Bookmark,
    run: () => void navigate({ to: '/audit', search: filtersOfView(query) }),
  }))
}

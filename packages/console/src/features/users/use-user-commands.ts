import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type LucideIcon, UserRound } from 'lucide-react'
import { api, ask } from '../../api/client.ts'
import { useMe, whyNot } from '../../api/session.ts'
import { useSettled } from '../../ui/use-settled.ts'
import { usersKey } from './queries.ts'

export interface UserCommand {
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly icon: LucideIcon
  readonly run: () => void
}

const most = 5

/** For the palette: the people whose name or address has what was typed, found by the server. */
export function useUserCommands(typed: string): readonly UserCommand[] {
  const may = whyNot(useMe(), 'users.read') === undefined
  const navigate = useNavigate()
  const q = useSettled(typed.trim(), 150).slice(0, 200)
  const asks = may && q !== ''
  const { data = [] } = useQuery({
    queryKey: [...usersKey, 'list', 'palette', q],
    queryFn: ({ signal }) => ask(api.GET('/api/users', { params: { query: { q, limit: most } }, signal })),
    enabled: asks,
    staleTime: 10_000,
    placeholderData: keepPreviousData,
  })
  if (!asks) return []
  return data.map(({ id, name, email }) => ({
    id: `user-${id}`,
    label: name,
    hint: email,
    icon: UserRound,
    run: () => void navigate({ to: '/access/users/$id', params: { id } }),
  }))
}

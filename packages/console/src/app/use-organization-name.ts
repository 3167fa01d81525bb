import { useQuery } from '@tanstack/react-query'
import { api, ask } from '../api/client.ts'
import { useMe, whyNot } from '../api/session.ts'

/** What the organisation is called; its id for those who may not read it. */
export function useOrganizationName(): string {
  const me = useMe()
  const { data } = useQuery({
    queryKey: ['organizations'],
    queryFn: () => ask(api.GET('/api/organizations')),
    enabled: whyNot(me, 'organizations.read') === undefined,
    staleTime: 300_000,
  })
  return data?.find(({ id }) => id === me.organization)?.name ?? me.organization
}

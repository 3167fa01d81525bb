import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { api, ask } from './client.ts'
import { texts } from './texts.ts'
import type { Me } from './types.ts'

/** Who is signed in. Asked again every 15 seconds and on return, so that a session ended by policy shows why at once. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => ask(api.GET('/api/auth/me')),
  staleTime: 10_000,
  refetchInterval: 15_000,
  refetchOnWindowFocus: 'always',
})

export function useMe(): Me {
  return useSuspenseQuery(meQuery).data
}

/**
 * The one place that says why somebody may not do something, or nothing if they may. The server decides each time;
 * this only saves people a refusal.
 */
export function whyNot(me: Me, permission: `${string}.${string}`): string | undefined {
  const all = `${permission.slice(0, permission.lastIndexOf('.'))}.*`
  const granted = me.permissions.some((one) => one === '*' || one === all || one === permission)
  return granted ? undefined : texts.needs(permission)
}

const key = 'sallyport.ended'

/** Why the last session ended, in the server's words: kept for the sign-in page, and never taken from an address. */
export const endedReason = {
  read: (): string | undefined => sessionStorage.getItem(key) ?? undefined,
  keep: (reason: string) => sessionStorage.setItem(key, reason),
  forget: () => {
    sessionStorage.removeItem(key)
    over = false
  },
}

let over = false

/** Whether the session of this page has ended under its hands: from then on every way leads to the sign-in page. */
export const sessionOver = {
  is: (): boolean => over,
  set: (): void => {
    over = true
  },
}

import type { QueryClient } from '@tanstack/react-query'
import { redirect } from '@tanstack/react-router'
import { api, ask, isSessionEnd, onSessionEnd } from '../api/client.ts'
import { endedReason, meQuery } from '../api/session.ts'
import { forgetAllDrafts } from '../ui/use-draft.ts'

/** Before a page that needs somebody signed in: who is it, and may this session do more than enrol a factor? */
export async function requireSession(queries: QueryClient, href: string): Promise<void> {
  const me = await whoIsIt(queries, href)
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's way of leading elsewhere
  if (me.session?.restricted) throw redirect({ to: '/enrol' })
}

export async function requireRestricted(queries: QueryClient): Promise<void> {
  const me = await whoIsIt(queries, '/enrol')
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- as above
  if (!me.session?.restricted) throw redirect({ to: '/' })
}

async function whoIsIt(queries: QueryClient, href: string) {
  try {
    return await queries.query({ ...meQuery, staleTime: 'static' })
  } catch (error) {
    if (!isSessionEnd(error)) throw error
    if (error.code === 'session-ended') endedReason.keep(error.problem.detail)
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- as above
    throw redirect({ to: '/sign-in', search: href === '/' ? {} : { to: href }, replace: true })
  }
}

/** A session that ends under somebody's hands leads to the sign-in page, which says why and leads back here. */
export function watchSession(queries: QueryClient, leave: () => Promise<void>): () => void {
  let leaving = false
  return onSessionEnd((error) => {
    const wasSignedIn = queries.getQueryData(meQuery.queryKey) !== undefined
    if (!wasSignedIn || leaving) return
    leaving = true
    endedReason.keep(error.problem.detail)
    void leave().finally(() => {
      queries.clear()
      leaving = false
    })
  })
}

export async function signOut(): Promise<void> {
  try {
    await ask(api.POST('/api/auth/logout'))
  } catch (error) {
    if (!isSessionEnd(error)) throw error
  }
  endedReason.forget()
  forgetAllDrafts()
}

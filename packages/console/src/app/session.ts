import type { QueryClient } from '@tanstack/react-query'
import { redirect } from '@tanstack/react-router'
import { api, ask, isSessionEnd, onSessionEnd } from '../api/client.ts'
import { endedReason, meQuery, sessionOver } from '../api/session.ts'
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
  const toSignIn = () => redirect({ to: '/sign-in', search: href === '/' ? {} : { to: href }, replace: true })
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- as above
  if (sessionOver.is()) throw toSignIn()
  try {
    return await queries.query({ ...meQuery, staleTime: 'static' })
  } catch (error) {
    if (!isSessionEnd(error)) throw error
    if (error.code === 'session-ended') endedReason.keep(error.problem.detail)
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- as above
    throw toSignIn()
  }
}

/** A session that ends under somebody's hands leads to the sign-in page, which says why and leads back here. */
export function watchSession(queries: QueryClient, leave: () => Promise<void>): () => void {
  return onSessionEnd((error) => {
    const wasSignedIn = queries.getQueryData(meQuery.queryKey) !== undefined
    if (!wasSignedIn || sessionOver.is()) return
    sessionOver.set()
    endedReason.keep(error.problem.detail)
    void leave()
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

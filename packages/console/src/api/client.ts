import { answer, answerWithResponse, createClient, ProblemError } from '@sallyport/client'

/** The API, asked with the console's cookie. */
export const api = createClient({ baseUrl: location.origin })

/** The calls that sign in: their answer sets the cookie, which no script can read, instead of telling a token. */
export const signInApi = createClient({ baseUrl: location.origin, headers: { 'X-Session': 'cookie' } })

/** What the server answered, or a `ProblemError`. A session that has ended is told to whoever listens. */
export const ask: typeof answer = (call) => answer(call).catch(tellOfEnd)

/** The same with the response, for its headers. */
export const askWithResponse: typeof answerWithResponse = (call) => answerWithResponse(call).catch(tellOfEnd)

type Listener = (error: ProblemError) => void
const listeners = new Set<Listener>()

/** Called when an answer says that nobody is signed in any more. */
export function onSessionEnd(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function isSessionEnd(error: unknown): error is ProblemError {
  return (
    error instanceof ProblemError && (error.code === 'session-ended' || error.code === 'not-authenticated')
  )
}

function tellOfEnd(error: unknown): never {
  if (isSessionEnd(error)) for (const listener of listeners) listener(error)
  throw error
}

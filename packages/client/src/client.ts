import createFetchClient, { type Client as FetchClient } from 'openapi-fetch'
import type { paths } from './generated/schema.ts'
import { ProblemError, toProblemError, unreachable } from './problem.ts'

export interface ClientOptions {
  /** Where Sallyport listens: `http://localhost:8080`. */
  readonly baseUrl: string
  /** A login session or an API token; left out where a cookie says who asks. */
  readonly token?: string
  readonly fetch?: (request: Request) => Promise<Response>
  readonly headers?: Readonly<Record<string, string>>
}

/** `client.GET('/api/policies')`, `client.POST(…)`: paths, parameters, bodies and answers are the server's own types. */
export type Client = FetchClient<paths>

export function createClient({ baseUrl, token, fetch, headers }: ClientOptions): Client {
  return createFetchClient<paths>({
    baseUrl: baseUrl.replace(/\/+$/, ''),
    headers: { accept: 'application/json', ...headers, ...(token && { authorization: `Bearer ${token}` }) },
    ...(fetch && { fetch }),
  })
}

interface Outcome<Data> {
  readonly data?: Data
  readonly error?: unknown
  readonly response: Response
}

/** What the server answered, or a `ProblemError` that says why it didn't: `await answer(client.GET('/api/policies'))`. */
export async function answer<Data>(call: Promise<Outcome<Data>>): Promise<Exclude<Data, undefined>> {
  return (await answerWithResponse(call)).data
}

/** The same with the response beside it, for those who read headers: `ETag`, `Link`. */
export async function answerWithResponse<Data>(
  call: Promise<Outcome<Data>>,
): Promise<{ data: Exclude<Data, undefined>; response: Response }> {
  let outcome: Outcome<Data>
  try {
    outcome = await call
  } catch (error) {
    throw error instanceof ProblemError || isAbort(error) ? error : unreachable(error)
  }
  const { data, error, response } = outcome
  if (!response.ok) throw toProblemError(error, response)
  return { data: data as Exclude<Data, undefined>, response }
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}

/** What the API answers when it can't do what was asked (RFC 9457). `code` is stable; the texts may be reworded. */
export interface Problem {
  readonly type?: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  /** What belongs to a code stands beside it: `login`, `methods`, `advice`, `errors`. */
  readonly [member: string]: unknown
}

/** Thrown by `answer` for every response that isn't a success, and when there was no response at all. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Problem
  readonly code: string
  /** 0 when the server could not be reached. */
  readonly status: number
  /** Names this request in the server's log. */
  readonly requestId: string | undefined
  /** Seconds, from `Retry-After`. */
  readonly retryAfter: number | undefined

  constructor(problem: Problem, response?: Response, options?: ErrorOptions) {
    super(problem.detail, options)
    this.problem = problem
    this.code = problem.code
    this.status = problem.status
    this.requestId = response?.headers.get('x-request-id') ?? undefined
    this.retryAfter = seconds(response?.headers.get('retry-after'))
  }
}

/** A problem out of whatever a response carried: a gateway's page of HTML is one too. */
export function toProblemError(body: unknown, response: Response): ProblemError {
  const told = isRecord(body) ? body : {}
  const text = (member: string, otherwise: string): string =>
    typeof told[member] === 'string' ? told[member] : otherwise
  const problem: Problem = {
    ...told,
    title: text('title', response.statusText || `HTTP ${response.status}`),
    status: response.status,
    detail: text('detail', `The server answered ${response.status} without saying why.`),
    code: text('code', `http-${response.status}`),
  }
  return new ProblemError(problem, response)
}

/** The request never got an answer: no network, or nobody listens. */
export function unreachable(cause: unknown): ProblemError {
  return new ProblemError(
    {
      title: 'No answer',
      status: 0,
      detail: 'The server did not answer.',
      code: 'unreachable',
    },
    undefined,
    { cause },
  )
}

function seconds(header: string | null | undefined): number | undefined {
  if (header === null || header === undefined || header === '') return undefined
  const number = Number(header)
  if (Number.isFinite(number)) return Math.max(0, number)
  const date = Date.parse(header)
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

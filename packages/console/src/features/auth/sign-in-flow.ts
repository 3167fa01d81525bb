import { ProblemError } from '@sallyport/client'

/** Where somebody stands on the way in. The server decides each next step; this only remembers which one it is. */
export type Step =
  | { readonly at: 'start' }
  | { readonly at: 'confirm'; readonly login: string; readonly methods: readonly string[] }
  | { readonly at: 'enrol'; readonly login: string; readonly methods: readonly string[] }
  | ({ readonly at: 'enrolled'; readonly email: string } & Enrolled)
  | { readonly at: 'refused'; readonly refusal: Refusal }
  | { readonly at: 'signed-in' }

/** What setting up a factor gave that the person should see. */
export interface Enrolled {
  readonly passkey: MadePasskey | undefined
  /** Shown this once; none where the person has some already. */
  readonly codes: readonly string[]
}

export interface MadePasskey {
  readonly name: string
  /** Whether it is on other devices of its owner too, could be, or never will. */
  readonly copies: 'synced' | 'syncable' | 'bound'
}

export interface Refusal {
  /** The deciding rule's own words. */
  readonly detail: string
  readonly advice: readonly Advice[]
  readonly requestId: string | undefined
}

export interface Advice {
  readonly id: string
  readonly properties: Readonly<Record<string, unknown>>
}

/** The step a problem asks for; nothing when it is a fault in what was typed, to be shown beside it. */
export function stepAfterProblem(error: unknown): Step | undefined {
  if (!(error instanceof ProblemError)) return undefined
  const { problem } = error
  const login = problem['login']
  if (error.code === 'step-up-required' && typeof login === 'string') {
    return { at: 'confirm', login, methods: strings(problem['methods']) }
  }
  if (error.code === 'factor-enrolment-required' && typeof login === 'string')
    return { at: 'enrol', login, methods: strings(problem['methods']) }
  if (error.code === 'sign-in-denied') {
    return {
      at: 'refused',
      refusal: { detail: problem.detail, advice: advices(problem['advice']), requestId: error.requestId },
    }
  }
  return undefined
}

/** The step after an answer: signed in, or a factor to set up first, which set-up and registration say with 201. */
export function stepAfterAnswer(answer: unknown, email: string): Step {
  if (isRecord(answer)) {
    const { code, login } = answer
    if (code === 'factor-enrolment-required' && typeof login === 'string')
      return { at: 'enrol', login, methods: strings(answer['methods']) }
    if (code === 'sign-in-denied') {
      return {
        at: 'refused',
        refusal: { detail: String(answer['detail']), advice: [], requestId: undefined },
      }
    }
    const enrolled = enrolledBy(answer)
    if (enrolled.passkey !== undefined || enrolled.codes.length > 0)
      return { at: 'enrolled', email, ...enrolled }
  }
  return { at: 'signed-in' }
}

export function enrolledBy(answer: object): Enrolled {
  const { factor, recovery_codes: codes } = answer as Readonly<Record<string, unknown>>
  const isPasskey = isRecord(factor) && factor['type'] === 'webauthn'
  return {
    codes: strings(codes),
    passkey: isPasskey ? { name: String(factor['name']), copies: copiesOf(factor) } : undefined,
  }
}

function copiesOf(factor: Readonly<Record<string, unknown>>): MadePasskey['copies'] {
  if (factor['backed_up'] === true) return 'synced'
  return factor['backup_eligible'] === true ? 'syncable' : 'bound'
}

/** Where somebody goes on when an error leads on; false where it is to be shown beside what was done. */
export function follow(
  error: unknown,
  { onStep, onExpired }: { onStep: (step: Step) => void; onExpired?: () => void },
): boolean {
  if (isExpired(error) && onExpired !== undefined) {
    onExpired()
    return true
  }
  const step = stepAfterProblem(error)
  if (step) onStep(step)
  return step !== undefined
}

/** A pending sign-in that is over: one begins again with the password. */
export function isExpired(error: unknown): boolean {
  return error instanceof ProblemError && error.code === 'sign-in-expired'
}

/** Only a path of this console: never another site's address. */
export function safeReturn(to: string | undefined): string {
  return to !== undefined && /^\/(?![/\\])/.test(to) && !to.startsWith('/sign-in') ? to : '/'
}

function advices(value: unknown): readonly Advice[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((one: unknown): Advice[] => {
    if (!isRecord(one) || typeof one['id'] !== 'string') return []
    return [{ id: one['id'], properties: isRecord(one['properties']) ? one['properties'] : one }]
  })
}

export function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

import { ProblemError } from '@sallyport/client'
import { useState } from 'react'
import { texts } from './texts.ts'
import { strings } from './sign-in-flow.ts'

export interface Attempt {
  readonly busy: boolean
  readonly error: ProblemError | undefined
  /** Until when the server wants to be left alone, in milliseconds. */
  readonly blockedUntil: number | undefined
  /** Runs it; what it throws is kept as the error, unless `otherwise` takes it. */
  readonly run: <Answer>(
    call: () => Promise<Answer>,
    then: (answer: Answer) => void,
    otherwise?: (error: unknown) => boolean,
  ) => void
}

/** One call at a time, its progress and what went wrong with it. */
export function useAttempt(): Attempt {
  const [state, setState] = useState<Pick<Attempt, 'busy' | 'error' | 'blockedUntil'>>({
    busy: false,
    error: undefined,
    blockedUntil: undefined,
  })
  const run: Attempt['run'] = (call, then, otherwise) => {
    if (state.busy) return
    setState((before) => ({ ...before, busy: true }))
    call().then(
      (answer) => {
        setState({ busy: false, error: undefined, blockedUntil: undefined })
        then(answer)
      },
      (error: unknown) => {
        const taken = otherwise?.(error) ?? false
        const problem = error instanceof ProblemError ? error : undefined
        setState({
          busy: false,
          error: taken ? undefined : (problem ?? unexpected(error)),
          blockedUntil:
            problem?.retryAfter === undefined ? undefined : Date.now() + problem.retryAfter * 1000,
        })
      },
    )
  }
  return { ...state, run }
}

/** What the server says about a field of that name, if anything. */
export function fieldError(error: ProblemError | undefined, name: string): string | undefined {
  const errors = error?.problem['errors']
  if (!Array.isArray(errors)) return undefined
  const messages = errors.flatMap((one: unknown) => {
    const { path, message } = (one ?? {}) as { path?: unknown; message?: unknown }
    return path === name || path === `/${name}` ? strings([message]) : []
  })
  return messages.length > 0 ? messages.join(' ') : undefined
}

function unexpected(error: unknown): ProblemError {
  return new ProblemError({ title: texts.trouble, status: 0, detail: String(error), code: 'unexpected' })
}

import { ProblemError } from '@sallyport/client'
import { stepAfterProblem, type Step } from './sign-in-flow.ts'

/** What somebody who is signed in has to prove before their account is changed; without a factor, the password again. */
export type Proof = Step | { readonly at: 'password' }

/** What an error asks to prove; nothing when it is about something else. */
export function proofAfterProblem(error: unknown): Proof | undefined {
  const step = stepAfterProblem(error)
  if (step) return step
  const asked = error instanceof ProblemError && error.code === 'step-up-required'
  return asked ? { at: 'password' } : undefined
}

import { useState } from 'react'
import { type Proof, proofAfterProblem } from './proof.ts'
import type { ProveIdentityProps } from './prove-identity.tsx'
import { type Attempt, useAttempt } from './use-attempt.ts'

export interface ProvedAttempt extends Attempt {
  /** What has to be proved first; then `onProved` does again what was asked for. */
  readonly proof: ProveIdentityProps | undefined
}

interface Waiting {
  readonly proof: Proof
  readonly again: () => void
}

/** A call that the server may answer with the wish for a proof of identity: given in place, and the call goes on. */
export function useProvedAttempt(): ProvedAttempt {
  const attempt = useAttempt()
  const [waiting, setWaiting] = useState<Waiting>()
  const run: Attempt['run'] = (call, then, otherwise) =>
    attempt.run(call, then, (error) => {
      const proof = proofAfterProblem(error)
      if (proof) setWaiting({ proof, again: () => run(call, then, otherwise) })
      return proof !== undefined || (otherwise?.(error) ?? false)
    })
  if (!waiting) return { ...attempt, run, proof: undefined }
  const goOn = () => {
    setWaiting(undefined)
    waiting.again()
  }
  const proof: ProveIdentityProps = {
    proof: waiting.proof,
    onProof: (next) => setWaiting({ ...waiting, proof: next }),
    onProved: goOn,
    onExpired: goOn,
    onCancel: () => setWaiting(undefined),
  }
  return { ...attempt, run, proof }
}

import { useEffect, useRef, useState } from 'react'
import { PasskeyFault, type PasskeyTrouble, preparePasskeys } from './passkeys.ts'
import { type Attempt, useAttempt } from './use-attempt.ts'

export interface PasskeyAttempt extends Omit<Attempt, 'run'> {
  /** Why the browser gave no passkey, the last time it was asked. */
  readonly trouble: PasskeyTrouble | undefined
  /** Runs what asks the browser; leaving the page or `stop` takes the question back. */
  readonly ask: <Answer>(
    ceremony: (signal: AbortSignal) => Promise<Answer>,
    then: (answer: Answer) => void,
    otherwise?: (error: unknown) => boolean,
  ) => void
  readonly stop: () => void
}

export function usePasskeyAttempt(): PasskeyAttempt {
  const { run, ...attempt } = useAttempt()
  const [trouble, setTrouble] = useState<PasskeyTrouble>()
  const question = useRef<AbortController>(undefined)
  useEffect(() => {
    preparePasskeys()
    return () => question.current?.abort()
  }, [])

  const ask: PasskeyAttempt['ask'] = (ceremony, then, otherwise) => {
    if (attempt.busy) return
    const controller = new AbortController()
    question.current = controller
    setTrouble(undefined)
    run(
      () => ceremony(controller.signal),
      then,
      (error) => {
        if (!(error instanceof PasskeyFault)) return otherwise?.(error) ?? false
        setTrouble(error.trouble)
        return true
      },
    )
  }
  return { ...attempt, trouble, ask, stop: () => question.current?.abort() }
}

import { useEffect, useEffectEvent, useState } from 'react'
import type { AuthenticationResponseJSON } from '@simplewebauthn/browser'
import { askAnyPasskey, signInWithPasskey } from './calls.ts'
import { PasskeyPrompt } from './passkey-prompt.tsx'
import { texts } from './passkey-texts.ts'
import { askForPasskey, canSuggestPasskeys, suggestPasskeys } from './passkeys.ts'
import { follow, type Step, stepAfterAnswer } from './sign-in-flow.ts'
import { usePasskeyAttempt } from './use-passkey-attempt.ts'

/** Sign-in with a passkey alone: by the button, or by choosing it where the browser suggests e-mail addresses. */
export function PasskeySignIn({ onStep }: { readonly onStep: (step: Step) => void }) {
  const attempt = usePasskeyAttempt()
  const [done, setDone] = useState(false)
  const signIn = (ceremony: (signal: AbortSignal) => Promise<AuthenticationResponseJSON>) =>
    attempt.ask(
      async (signal) => signInWithPasskey(await ceremony(signal)),
      (token) => {
        setDone(true)
        onStep(stepAfterAnswer(token, ''))
      },
      (error) => follow(error, { onStep }),
    )
  const ask = async (signal: AbortSignal) => askForPasskey(await askAnyPasskey(), signal)
  useSuggestedPasskeys(!attempt.busy && !done, ({ response, askedAt }) =>
    // A device that slept over it: the server would no longer know its own question.
    signIn(Date.now() - askedAt < questionLife ? () => Promise.resolve(response) : ask),
  )
  return (
    <PasskeyPrompt
      attempt={attempt}
      label={texts.signIn}
      words={{ 'invalid-credentials': texts.refused }}
      onAsk={() => signIn(ask)}
    />
  )
}

/** The server takes an answer within five minutes of the question, so that suggestions are renewed before. */
const questionLife = 5 * 60_000
const renewAfter = 4 * 60_000

interface Suggestion {
  readonly response: AuthenticationResponseJSON
  readonly askedAt: number
}

function useSuggestedPasskeys(wanted: boolean, onChosen: (suggestion: Suggestion) => void): void {
  const [round, setRound] = useState(0)
  const chosen = useEffectEvent(onChosen)
  useEffect(() => {
    if (!wanted) return
    const leaving = new AbortController()
    const renewal = setTimeout(() => setRound(round + 1), renewAfter)
    // Nobody asked for suggestions: where there are none, the button says why once it is pressed.
    void suggest(leaving.signal).then(
      (suggestion) => suggestion && !leaving.signal.aborted && chosen(suggestion),
      () => undefined,
    )
    return () => {
      clearTimeout(renewal)
      leaving.abort()
    }
  }, [wanted, round])
}

async function suggest(signal: AbortSignal): Promise<Suggestion | undefined> {
  if (!(await canSuggestPasskeys()) || signal.aborted) return undefined
  const askedAt = Date.now()
  return { response: await suggestPasskeys(await askAnyPasskey(), signal), askedAt }
}

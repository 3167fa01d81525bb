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
  const answerWith = (ceremony: (signal: AbortSignal) => Promise<AuthenticationResponseJSON>) =>
    attempt.ask(
      async (signal) => signInWithPasskey(await ceremony(signal)),
      (token) => {
        setDone(true)
        onStep(stepAfterAnswer(token, ''))
      },
      (error) => follow(error, { onStep }),
    )
  useSuggestedPasskeys(!attempt.busy && !done, (chosen) => answerWith(() => Promise.resolve(chosen)))
  return (
    <PasskeyPrompt
      attempt={attempt}
      label={texts.signIn}
      words={{ 'invalid-credentials': texts.refused }}
      onAsk={() => answerWith(async (signal) => askForPasskey(await askAnyPasskey(), signal))}
    />
  )
}

/** The server takes an answer within five minutes of the question. */
const renewAfter = 4 * 60_000

function useSuggestedPasskeys(
  wanted: boolean,
  onChosen: (response: AuthenticationResponseJSON) => void,
): void {
  const [round, setRound] = useState(0)
  const chosen = useEffectEvent(onChosen)
  useEffect(() => {
    if (!wanted) return
    const leaving = new AbortController()
    const renewal = setTimeout(() => setRound(round + 1), renewAfter)
    // Nobody asked for suggestions: where there are none, the button beneath says why once it is pressed.
    void suggest(leaving.signal).then(
      (response) => response && !leaving.signal.aborted && chosen(response),
      () => undefined,
    )
    return () => {
      clearTimeout(renewal)
      leaving.abort()
    }
  }, [wanted, round])
}

async function suggest(signal: AbortSignal): Promise<AuthenticationResponseJSON | undefined> {
  if (!(await canSuggestPasskeys()) || signal.aborted) return undefined
  return suggestPasskeys(await askAnyPasskey(), signal)
}

import { askOwnPasskey, verifyPasskey } from './calls.ts'
import form from './form.module.css'
import type { Confirmation } from './methods.ts'
import { PasskeyPrompt } from './passkey-prompt.tsx'
import { texts } from './passkey-texts.ts'
import { askForPasskey } from './passkeys.ts'
import { follow, stepAfterAnswer } from './sign-in-flow.ts'
import { usePasskeyAttempt } from './use-passkey-attempt.ts'

/** One of one's own passkeys as the second factor, after a password. */
export function PasskeyConfirm({ login, onStep, onExpired }: Confirmation) {
  const attempt = usePasskeyAttempt()
  const ask = () =>
    attempt.ask(
      async (signal) => {
        const response = await askForPasskey(await askOwnPasskey(login), signal)
        return verifyPasskey(login, response)
      },
      (token) => onStep(stepAfterAnswer(token, '')),
      (error) => follow(error, { onStep, onExpired }),
    )
  return (
    <div className={form.form}>
      <p>{texts.confirm.lead}</p>
      <PasskeyPrompt
        attempt={attempt}
        label={texts.confirm.use}
        words={{ 'code-invalid': texts.invalid }}
        onAsk={ask}
      />
    </div>
  )
}

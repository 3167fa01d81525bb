import { type SubmitEvent, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { PasswordField, TextField } from '../../ui/field.tsx'
import { AttemptTrouble, useSecondsUntil } from './attempt-trouble.tsx'
import { signIn } from './calls.ts'
import { passkeyBar } from './passkeys.ts'
import { type Step, stepAfterAnswer, stepAfterProblem } from './sign-in-flow.ts'
import styles from './form.module.css'
import { texts } from './texts.ts'
import { useAttempt } from './use-attempt.ts'

const remembered = 'sallyport.email'

export function PasswordStep({ onStep }: { readonly onStep: (step: Step) => void }) {
  const [email, setEmail] = useState(() => sessionStorage.getItem(remembered) ?? '')
  const [password, setPassword] = useState('')
  const attempt = useAttempt()
  const wait = useSecondsUntil(attempt.blockedUntil)

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (wait > 0) return
    attempt.run(
      () => signIn({ email: email.trim(), password }),
      (token) => onStep(stepAfterAnswer(token, email)),
      (error) => {
        const step = stepAfterProblem(error)
        if (step) onStep(step)
        return step !== undefined
      },
    )
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <AttemptTrouble attempt={attempt} words={{ 'invalid-credentials': texts.signIn.wrong }} />
      <TextField
        label={texts.signIn.email}
        type="email"
        name="email"
        autoComplete="username webauthn"
        required
        autoFocus={email === ''}
        value={email}
        onChange={(event) => {
          setEmail(event.target.value)
          sessionStorage.setItem(remembered, event.target.value)
        }}
      />
      <PasswordField
        label={texts.signIn.password}
        name="password"
        autoComplete="current-password"
        required
        autoFocus={email !== ''}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button
        type="submit"
        variant={passkeyBar() === undefined ? 'secondary' : 'primary'}
        wide
        busy={attempt.busy}
        disabledReason={wait > 0 ? texts.signIn.waitShort(wait) : undefined}
      >
        {texts.signIn.submit}
      </Button>
    </form>
  )
}

import type { SubmitEvent } from 'react'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { AttemptTrouble, useSecondsUntil } from './attempt-trouble.tsx'
import styles from './form.module.css'
import type { CodeMethod, Confirmation } from './methods.ts'
import { follow, stepAfterAnswer } from './sign-in-flow.ts'
import { texts } from './texts.ts'
import { useAttempt } from './use-attempt.ts'

interface CodeFormProps extends Confirmation {
  readonly method: CodeMethod
  readonly code: string
  readonly onCode: (code: string) => void
}

/** A second factor that one types: a code of an app, a recovery code. */
export function CodeForm({ method, code, onCode, login, onStep, onExpired }: CodeFormProps) {
  const attempt = useAttempt()
  const wait = useSecondsUntil(attempt.blockedUntil)
  const wrong = attempt.error?.code === 'code-invalid'

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (wait > 0) return
    attempt.run(
      () => method.verify({ login, code: code.trim() }),
      (token) => onStep(stepAfterAnswer(token, '')),
      (error) => follow(error, { onStep, onExpired }),
    )
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <p>{method.lead}</p>
      {!wrong && <AttemptTrouble attempt={attempt} />}
      <div className={method.input.inputMode === 'numeric' ? styles.code : undefined}>
        <TextField
          label={method.field}
          name="code"
          required
          autoFocus
          spellCheck={false}
          autoCapitalize="none"
          {...method.input}
          value={code}
          error={wrong ? method.wrong : undefined}
          onChange={(event) => onCode(event.target.value)}
        />
      </div>
      <Button
        type="submit"
        variant="primary"
        wide
        busy={attempt.busy}
        disabledReason={wait > 0 ? texts.signIn.waitShort(wait) : undefined}
      >
        {texts.code.submit}
      </Button>
    </form>
  )
}

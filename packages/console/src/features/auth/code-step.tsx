import { type SubmitEvent, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Note } from '../../ui/states.tsx'
import { AttemptTrouble, useSecondsUntil } from './attempt-trouble.tsx'
import styles from './form.module.css'
import { type CodeMethod, methods } from './methods.ts'
import { isExpired, type Step, stepAfterAnswer, stepAfterProblem } from './sign-in-flow.ts'
import { texts } from './texts.ts'
import { useAttempt } from './use-attempt.ts'

export interface CodeStepProps {
  readonly login: string
  /** In the server's order of preference. */
  readonly offered: readonly string[]
  readonly onStep: (step: Step) => void
  readonly onExpired: () => void
}

export function CodeStep({ login, offered, onStep, onExpired }: CodeStepProps) {
  const known = offered.flatMap((id) => {
    const method = methods[id]
    return method ? [{ id, method }] : []
  })
  const [chosen, setChosen] = useState(known[0]?.id)
  const current = known.find(({ id }) => id === chosen)
  const others = known.filter(({ id }) => id !== chosen)

  return (
    <div className={styles.form}>
      {current ? (
        <CodeForm
          key={current.id}
          method={current.method}
          login={login}
          onStep={onStep}
          onExpired={onExpired}
        />
      ) : (
        <Note tone="report">{texts.code.none}</Note>
      )}
      {others.length > 0 && (
        <div className={styles.others} role="group" aria-label={texts.code.others}>
          {others.map(({ id, method: { icon: Icon, choice } }) => (
            <Button key={id} wide icon={<Icon size={16} aria-hidden />} onClick={() => setChosen(id)}>
              {choice}
            </Button>
          ))}
        </div>
      )}
      <button type="button" className={styles.back} onClick={() => onStep({ at: 'start' })}>
        {texts.code.back}
      </button>
    </div>
  )
}

interface CodeFormProps extends Omit<CodeStepProps, 'offered'> {
  readonly method: CodeMethod
}

function CodeForm({ method, login, onStep, onExpired }: CodeFormProps) {
  const [code, setCode] = useState('')
  const attempt = useAttempt()
  const wait = useSecondsUntil(attempt.blockedUntil)
  const wrong = attempt.error?.code === 'code-invalid'

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (wait > 0) return
    attempt.run(
      () => method.verify({ login, code: code.trim() }),
      (token) => onStep(stepAfterAnswer(token, '')),
      (error) => {
        if (isExpired(error)) {
          onExpired()
          return true
        }
        const step = stepAfterProblem(error)
        if (step) onStep(step)
        return step !== undefined
      },
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
          onChange={(event) => setCode(event.target.value)}
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

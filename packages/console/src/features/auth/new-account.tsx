import { type SubmitEvent, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { AttemptTrouble } from './attempt-trouble.tsx'
import form from './form.module.css'
import { NewPassword, passwordError, tooShort } from './new-password.tsx'
import { useEnter } from './sign-in-page.tsx'
import { follow, type Step, stepAfterAnswer } from './sign-in-flow.ts'
import { Steps } from './steps.tsx'
import { texts } from './texts.ts'
import { fieldError, useAttempt } from './use-attempt.ts'

const fields = {
  organization: { label: texts.setup.organization, autoComplete: 'organization' },
  name: { label: texts.setup.name, autoComplete: 'name' },
  email: { label: texts.signIn.email, autoComplete: 'username', type: 'email' },
} as const
type FieldName = keyof typeof fields

export type NewAccountValues = Readonly<Record<FieldName | 'password', string>>

export interface NewAccountProps {
  readonly title: string
  readonly lead: string
  readonly submit: string
  readonly asks: readonly FieldName[]
  readonly send: (values: NewAccountValues) => Promise<unknown>
}

/** A form that makes an account, and the walk from there into the console: for the first administrator and the invited. */
export function NewAccount({ title, lead, submit, asks, send }: NewAccountProps) {
  const [step, setStep] = useState<Step>({ at: 'start' })
  const [values, setValues] = useState<NewAccountValues>({
    organization: '',
    name: '',
    email: '',
    password: '',
  })
  const attempt = useAttempt()
  const enter = useEnter('/')
  const passwordFault = passwordError(attempt.error)

  const sent = (event: SubmitEvent) => {
    event.preventDefault()
    attempt.run(
      () => send(values),
      (answer) => setStep(stepAfterAnswer(answer, values.email)),
      (error) => follow(error, { onStep: setStep }),
    )
  }
  const children = (
    <form className={form.form} onSubmit={sent}>
      {passwordFault === undefined && <AttemptTrouble attempt={attempt} />}
      {asks.map((name, index) => (
        <TextField
          key={name}
          {...fields[name]}
          name={name}
          required
          autoFocus={index === 0}
          value={values[name]}
          error={fieldError(attempt.error, name)}
          onChange={(event) => setValues({ ...values, [name]: event.target.value })}
        />
      ))}
      <NewPassword
        value={values.password}
        error={passwordFault}
        onChange={(password) => setValues({ ...values, password })}
      />
      <Button
        type="submit"
        variant="primary"
        wide
        busy={attempt.busy}
        disabledReason={tooShort(values.password)}
      >
        {submit}
      </Button>
    </form>
  )
  return (
    <Steps
      step={step}
      onStep={setStep}
      email={values.email}
      onExpired={enter}
      onSignedIn={enter}
      start={{ title, lead, children }}
    />
  )
}

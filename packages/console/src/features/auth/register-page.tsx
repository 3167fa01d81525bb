import { type SubmitEvent, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { AttemptTrouble } from './attempt-trouble.tsx'
import { register } from './calls.ts'
import form from './form.module.css'
import { NewPassword } from './new-password.tsx'
import { DeadEnd, passwordError, tooShort } from './setup-page.tsx'
import { useEnter } from './sign-in-page.tsx'
import { type Step, stepAfterAnswer, stepAfterProblem } from './sign-in-flow.ts'
import { Steps } from './steps.tsx'
import { texts } from './texts.ts'
import { fieldError, useAttempt } from './use-attempt.ts'
import { useFragment } from './use-fragment.ts'

export default function RegisterPage() {
  const invitation = useFragment('invitation')
  const [step, setStep] = useState<Step>({ at: 'start' })
  const [values, setValues] = useState({ name: '', email: '', password: '' })
  const attempt = useAttempt()
  const enter = useEnter('/')

  if (invitation === undefined) {
    return <DeadEnd title={texts.register.noToken.title} text={texts.register.noToken.text} />
  }

  const field = (name: 'name' | 'email') => ({
    name,
    required: true,
    value: values[name],
    error: fieldError(attempt.error, name),
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    attempt.run(
      () => register({ invitation, ...values }),
      (answer) => setStep(stepAfterAnswer(answer, values.email)),
      (error) => {
        const next = stepAfterProblem(error)
        if (next) setStep(next)
        return next !== undefined
      },
    )
  }
  const passwordFault = passwordError(attempt.error)

  return (
    <Steps
      step={step}
      onStep={setStep}
      email={values.email}
      onExpired={enter}
      onSignedIn={enter}
      start={{
        title: texts.register.title,
        lead: texts.register.lead,
        children: (
          <form className={form.form} onSubmit={submit}>
            {passwordFault === undefined && <AttemptTrouble attempt={attempt} />}
            <TextField label={texts.setup.name} autoComplete="name" autoFocus {...field('name')} />
            <TextField label={texts.signIn.email} type="email" autoComplete="username" {...field('email')} />
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
              {texts.register.submit}
            </Button>
          </form>
        ),
      }}
    />
  )
}

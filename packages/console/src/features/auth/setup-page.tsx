import { useQuery } from '@tanstack/react-query'
import { type SubmitEvent, type ReactNode, useState } from 'react'
import { Button, buttonClass } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { AttemptTrouble } from './attempt-trouble.tsx'
import { AuthFrame } from './auth-frame.tsx'
import { isSetupRequired, setUp } from './calls.ts'
import form from './form.module.css'
import { leastLength, lengthOf, NewPassword } from './new-password.tsx'
import { useEnter } from './sign-in-page.tsx'
import { type Step, stepAfterAnswer, stepAfterProblem } from './sign-in-flow.ts'
import { Steps } from './steps.tsx'
import { texts } from './texts.ts'
import { useFragment } from './use-fragment.ts'
import { fieldError, useAttempt } from './use-attempt.ts'

export default function SetupPage() {
  const token = useFragment('token')
  const setup = useQuery({ queryKey: ['setup'], queryFn: isSetupRequired, retry: false })
  const [step, setStep] = useState<Step>({ at: 'start' })
  const [values, setValues] = useState({ organization: '', name: '', email: '', password: '' })
  const attempt = useAttempt()
  const enter = useEnter('/')

  if (step.at === 'start' && setup.data?.required === false) {
    return <DeadEnd title={texts.setup.done.title} text={texts.setup.done.text} />
  }
  if (token === undefined) {
    return <DeadEnd title={texts.setup.noToken.title} text={texts.setup.noToken.text} />
  }

  const field = (name: 'organization' | 'name' | 'email') => ({
    name,
    required: true,
    value: values[name],
    error: fieldError(attempt.error, name),
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    attempt.run(
      () => setUp({ token, ...values }),
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
        title: texts.setup.title,
        lead: texts.setup.lead,
        children: (
          <form className={form.form} onSubmit={submit}>
            {passwordFault === undefined && <AttemptTrouble attempt={attempt} />}
            <TextField
              label={texts.setup.organization}
              autoComplete="organization"
              autoFocus
              {...field('organization')}
            />
            <TextField label={texts.setup.name} autoComplete="name" {...field('name')} />
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
              {texts.setup.submit}
            </Button>
          </form>
        ),
      }}
    />
  )
}

export function tooShort(password: string): string | undefined {
  return lengthOf(password) < leastLength ? texts.password.rule(leastLength) : undefined
}

export function passwordError(error: Parameters<typeof fieldError>[0]): string | undefined {
  return (
    fieldError(error, 'password') ?? (error?.code === 'password-refused' ? error.problem.detail : undefined)
  )
}

export function DeadEnd({ title, text }: { readonly title: string; readonly text: ReactNode }) {
  return (
    <AuthFrame title={title} lead={text}>
      <a href="/sign-in" className={buttonClass({ variant: 'secondary', wide: true })}>
        {texts.setup.toSignIn}
      </a>
    </AuthFrame>
  )
}

import { ProblemError } from '@sallyport/client'
import { useQuery } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { ask, signInApi } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { PasswordField } from '../../ui/field.tsx'
import { Bone, Loading, Note } from '../../ui/states.tsx'
import { AttemptTrouble } from './attempt-trouble.tsx'
import { AuthFrame } from './auth-frame.tsx'
import { DeadEnd } from './dead-end.tsx'
import form from './form.module.css'
import { NewPassword, passwordError, tooShort } from './new-password.tsx'
import { texts } from './reset-texts.ts'
import { follow, type Step, stepAfterAnswer } from './sign-in-flow.ts'
import { useEnter } from './sign-in-page.tsx'
import { Steps } from './steps.tsx'
import { useAttempt } from './use-attempt.ts'
import { useFragment } from './use-fragment.ts'

/** The person's end of a reset that an administrator started. */
export default function ResetPage() {
  const token = useFragment('token')
  if (token === undefined) return <DeadEnd title={texts.none.title} text={texts.none.text} />
  return <Link key={token} token={token} />
}

const look = (token: string) => ask(signInApi.POST('/api/auth/reset/state', { body: { token } }))
type Reset = Awaited<ReturnType<typeof look>>

function Link({ token }: { readonly token: string }) {
  const { data, error } = useQuery({
    queryKey: ['reset', token],
    queryFn: () => look(token),
    retry: false,
    // The link is used up by the form below, which then goes on by itself.
    staleTime: Infinity,
  })
  if (data) return <ResetForm token={token} reset={data} />
  if (error) {
    const detail = error instanceof ProblemError ? error.problem.detail : error.message
    return <DeadEnd title={texts.invalid} text={detail} />
  }
  return (
    <AuthFrame title={texts.looking}>
      <Loading>
        <Bone height={40} />
      </Loading>
    </AuthFrame>
  )
}

function ResetForm({ token, reset }: { readonly token: string; readonly reset: Reset }) {
  const [step, setStep] = useState<Step>({ at: 'start' })
  const [password, setPassword] = useState('')
  const attempt = useAttempt()
  const enter = useEnter('/')
  const what = reset.password ? 'password' : 'factors'
  const fault = passwordError(attempt.error)
  const sent = (event: SubmitEvent) => {
    event.preventDefault()
    attempt.run(
      () => ask(signInApi.POST('/api/auth/reset', { body: { token, password } })),
      (answer) => setStep(stepAfterAnswer(answer, reset.email)),
      (error) => follow(error, { onStep: setStep }),
    )
  }
  const children = (
    <form className={form.form} onSubmit={sent}>
      {fault === undefined && (
        <AttemptTrouble attempt={attempt} words={{ 'invalid-credentials': texts.wrong }} />
      )}
      {reset.password && reset.factors && <Note>{texts.factorsToo}</Note>}
      <input type="hidden" name="email" autoComplete="username" value={reset.email} readOnly />
      {reset.password ? (
        <NewPassword value={password} error={fault} onChange={setPassword} />
      ) : (
        <PasswordField
          label={texts.present}
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      )}
      <Button
        type="submit"
        variant="primary"
        wide
        busy={attempt.busy}
        disabledReason={reset.password ? tooShort(password) : undefined}
      >
        {texts.submit[what]}
      </Button>
    </form>
  )
  return (
    <Steps
      step={step}
      onStep={setStep}
      email={reset.email}
      onExpired={enter}
      onSignedIn={enter}
      start={{ title: texts.title[what], lead: texts.lead[what](reset.started_by, reset.email), children }}
    />
  )
}

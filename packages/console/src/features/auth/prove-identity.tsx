import { useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useMe } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { PasswordField } from '../../ui/field.tsx'
import { accountKey } from './account-queries.ts'
import { texts } from './account-texts.ts'
import { AttemptTrouble } from './attempt-trouble.tsx'
import { signIn } from './calls.ts'
import { ConfirmStep } from './confirm-step.tsx'
import { EnrolStep } from './enrol-step.tsx'
import { Enrolled } from './enrolled.tsx'
import form from './form.module.css'
import type { Proof } from './proof.ts'
import { RefusalView } from './refusal-view.tsx'
import { type Step, stepAfterAnswer, stepAfterProblem } from './sign-in-flow.ts'
import { useAttempt } from './use-attempt.ts'
import { useKeptFocus } from './use-kept-focus.ts'

export interface ProveIdentityProps {
  readonly proof: Proof
  readonly onProof: (next: Proof) => void
  readonly onProved: () => void
  /** The question ran out of time: what was asked for has to be asked for anew. */
  readonly onExpired: () => void
  readonly onCancel: () => void
}

/** In the middle of a change of one's account: that it is oneself, and then the change goes on. */
export function ProveIdentity({ proof, onProof, onProved, onExpired, onCancel }: ProveIdentityProps) {
  const me = useMe()
  const queries = useQueryClient()
  const box = useKeptFocus(proof.at)
  const proved = () => {
    void queries.invalidateQueries({ queryKey: accountKey })
    onProved()
  }
  const onStep = (next: Step) => {
    if (next.at === 'signed-in') proved()
    else if (next.at === 'start') onCancel()
    else onProof(next)
  }
  const shared = { onStep, onExpired }
  return (
    <div ref={box} className={form.form} tabIndex={-1} role="group" aria-label={texts.prove.title}>
      {(proof.at === 'confirm' || proof.at === 'password') && (
        <div>
          <p className={form.question}>{texts.prove.title}</p>
          <p className={form.explained}>{texts.prove.lead}</p>
        </div>
      )}
      {proof.at === 'password' && <PasswordAgain email={me.email} onStep={onStep} onCancel={onCancel} />}
      {proof.at === 'confirm' && (
        <ConfirmStep {...shared} login={proof.login} offered={proof.methods} back={texts.cancel} />
      )}
      {proof.at === 'enrol' && (
        <EnrolStep {...shared} login={proof.login} offered={proof.methods} email={me.email} />
      )}
      {proof.at === 'enrolled' && <Enrolled {...proof} submit={texts.done} onKept={proved} />}
      {proof.at === 'refused' && <RefusalView refusal={proof.refusal} onAgain={onCancel} />}
    </div>
  )
}

function PasswordAgain({
  email,
  onStep,
  onCancel,
}: {
  readonly email: string
  readonly onStep: (next: Step) => void
  readonly onCancel: () => void
}) {
  const [password, setPassword] = useState('')
  const attempt = useAttempt()
  const wrong = attempt.error?.code === 'invalid-credentials'
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    attempt.run(
      () => signIn({ email, password }),
      (token) => onStep(stepAfterAnswer(token, email)),
      (error) => {
        const step = stepAfterProblem(error)
        if (step) onStep(step)
        return step !== undefined
      },
    )
  }
  return (
    <form className={form.form} onSubmit={submit}>
      <p>{texts.prove.passwordLead}</p>
      {!wrong && <AttemptTrouble attempt={attempt} />}
      <input type="text" name="email" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        label={texts.prove.password}
        name="password"
        autoComplete="current-password"
        required
        autoFocus
        value={password}
        error={wrong ? texts.prove.wrong : undefined}
        onChange={(event) => setPassword(event.target.value)}
      />
      <div className={form.row}>
        <Button onClick={onCancel}>{texts.cancel}</Button>
        <Button type="submit" variant="primary" busy={attempt.busy}>
          {texts.prove.submit}
        </Button>
      </div>
    </form>
  )
}

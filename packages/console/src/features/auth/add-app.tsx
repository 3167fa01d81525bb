import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { toast } from '../../ui/toasts.ts'
import type { FactorConfirmed } from '../../api/types.ts'
import { texts } from './account-texts.ts'
import { EnrolTotp, useTotpSecret } from './enrol-totp.tsx'
import { Enrolled } from './enrolled.tsx'
import form from './form.module.css'
import { type Proof, proofAfterProblem } from './proof.ts'
import { ProveIdentity } from './prove-identity.tsx'
import { enrolledBy } from './sign-in-flow.ts'
import { useKeptFocus } from './use-kept-focus.ts'

export interface AddAppProps {
  /** Whose recovery codes are shown, should this be the first factor. */
  readonly email: string
  /** At once when the app is registered: the list of factors is stale now. */
  readonly onAdded: () => void
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** Registers an authenticator app of somebody who is signed in. The secret stays while they prove that it is them. */
export function AddApp({ email, onAdded, onDone, onCancel }: AddAppProps) {
  const [step, setStep] = useState<Proof>({ at: 'start' })
  const [code, setCode] = useState('')
  const secret = useTotpSecret(undefined, true)
  const refused = secret.isFetching ? undefined : proofAfterProblem(secret.error)
  const now = step.at === 'start' ? (refused ?? step) : step
  const box = useKeptFocus(now.at)

  const made = (answer: FactorConfirmed) => {
    onAdded()
    toast(texts.apps.added(answer.factor.name))
    const enrolled = enrolledBy(answer)
    if (enrolled.codes.length > 0) setStep({ at: 'enrolled', email, ...enrolled })
    else onDone()
  }
  const proved = () => {
    setStep({ at: 'start' })
    if (secret.data === undefined) void secret.refetch()
  }

  if (now.at === 'enrolled')
    return (
      <div ref={box} tabIndex={-1}>
        <Enrolled {...now} submit={texts.done} onKept={onDone} />
      </div>
    )
  if (now.at !== 'start') {
    const shared = { proof: now, onProof: setStep, onCancel }
    return <ProveIdentity {...shared} onProved={proved} onExpired={proved} />
  }
  return (
    <div ref={box} className={form.form} tabIndex={-1}>
      <EnrolTotp
        login={undefined}
        secret={secret}
        code={code}
        onCode={setCode}
        onAnswer={(answer) => made(answer as FactorConfirmed)}
        otherwise={(error) => {
          const proof = proofAfterProblem(error)
          if (proof) setStep(proof)
          return proof !== undefined
        }}
        onExpired={() => void secret.refetch()}
      />
      <Button wide onClick={onCancel}>
        {texts.cancel}
      </Button>
    </div>
  )
}

import { useState } from 'react'
import type { FactorConfirmed } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import { Enrolled } from './enrolled.tsx'
import form from './form.module.css'
import { PasskeyForm } from './passkey-form.tsx'
import { texts } from './passkey-texts.ts'
import { type Proof, proofAfterProblem } from './proof.ts'
import { ProveIdentity } from './prove-identity.tsx'
import { enrolledBy } from './sign-in-flow.ts'
import { useKeptFocus } from './use-kept-focus.ts'

export interface AddPasskeyProps {
  /** Whose recovery codes are shown, should this be the first factor. */
  readonly email: string
  /** Names of the factors that the person has. */
  readonly taken: readonly string[]
  /** At once when the passkey is registered: the list of factors is stale now. */
  readonly onAdded: (answer: FactorConfirmed) => void
  /** When the person has read what came of it. */
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** Registers a passkey of somebody who is signed in; confirms first that it is them, where that was long ago. */
export function AddPasskey({ email, taken, onAdded, onDone, onCancel }: AddPasskeyProps) {
  const [step, setStep] = useState<Proof>({ at: 'start' })
  const [confirmed, setConfirmed] = useState(false)
  const [name, setName] = useState<string>()
  const box = useKeptFocus(step.at)

  const again = () => setStep({ at: 'start' })
  const proved = () => {
    setConfirmed(true)
    again()
  }

  if (step.at === 'enrolled')
    return (
      <div ref={box} tabIndex={-1}>
        <Enrolled {...step} submit={texts.add.done} onKept={onDone} />
      </div>
    )
  if (step.at !== 'start') {
    const shared = { proof: step, onProof: setStep, onExpired: again, onCancel: again }
    return <ProveIdentity {...shared} onProved={proved} />
  }
  return (
    <div ref={box} className={form.form} tabIndex={-1}>
      <div role="status">{confirmed && <p className={form.explained}>{texts.add.confirmed}</p>}</div>
      <PasskeyForm
        login={undefined}
        taken={taken}
        name={name}
        onName={setName}
        onMade={(answer) => {
          onAdded(answer)
          setStep({ at: 'enrolled', email, ...enrolledBy(answer) })
        }}
        otherwise={(error) => {
          const next = proofAfterProblem(error)
          if (next) setStep(next)
          return next !== undefined
        }}
      />
      <Button wide onClick={onCancel}>
        {texts.add.cancel}
      </Button>
    </div>
  )
}

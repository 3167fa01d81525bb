import { useState } from 'react'
import type { FactorConfirmed } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmStep } from './confirm-step.tsx'
import { Enrolled } from './enrolled.tsx'
import form from './form.module.css'
import { PasskeyForm } from './passkey-form.tsx'
import { texts } from './passkey-texts.ts'
import { enrolledBy, stepAfterProblem, type Step } from './sign-in-flow.ts'

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
  const [step, setStep] = useState<Step>({ at: 'start' })
  const [confirmed, setConfirmed] = useState(false)
  const [name, setName] = useState<string>()

  if (step.at === 'enrolled') return <Enrolled {...step} submit={texts.add.done} onKept={onDone} />
  if (step.at === 'confirm') {
    return (
      <div className={form.form}>
        <p className={form.explained}>{texts.add.confirmLead}</p>
        <ConfirmStep
          login={step.login}
          offered={step.methods}
          back={texts.add.cancel}
          onExpired={() => setStep({ at: 'start' })}
          onStep={(next) => {
            setConfirmed(next.at === 'signed-in')
            setStep(next.at === 'refused' ? next : { at: 'start' })
          }}
        />
      </div>
    )
  }
  return (
    <div className={form.form}>
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
          const next = stepAfterProblem(error)
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

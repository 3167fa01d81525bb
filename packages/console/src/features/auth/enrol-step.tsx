import { KeyRound, Smartphone } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/states.tsx'
import { EnrolTotp, useTotpSecret } from './enrol-totp.tsx'
import form from './form.module.css'
import { PasskeyForm } from './passkey-form.tsx'
import { troubleWords } from './passkey-prompt.tsx'
import { texts as passkeyTexts } from './passkey-texts.ts'
import { passkeyBar } from './passkeys.ts'
import { follow, type Step, stepAfterAnswer } from './sign-in-flow.ts'
import { texts } from './texts.ts'

export interface EnrolStepProps {
  /** The pending sign-in that must enrol; absent for a session that may do nothing else. */
  readonly login: string | undefined
  /** What satisfies the policy that asks for it. */
  readonly offered: readonly string[]
  readonly email: string
  readonly onStep: (step: Step) => void
  readonly onExpired: () => void
}

const order = ['webauthn', 'totp'] as const
type Enrollable = (typeof order)[number]

/** A passkey first, an app instead where that is enough. What was typed stays, and so does the app's secret. */
export function EnrolStep({ login, offered, email, onStep, onExpired }: EnrolStepProps) {
  const bar = passkeyBar()
  const known = order.filter((method) => offered.includes(method))
  const [chosen, setChosen] = useState<Enrollable | undefined>(
    () => known.find((method) => method !== 'webauthn' || bar === undefined) ?? known[0],
  )
  const [name, setName] = useState<string>()
  const [code, setCode] = useState('')
  const [appWanted, setAppWanted] = useState(chosen === 'totp')
  const secret = useTotpSecret(login, appWanted)
  const onAnswer = (answer: unknown) => onStep(stepAfterAnswer(answer, email))
  const otherwise = (error: unknown) => follow(error, { onStep, onExpired })
  const choose = (method: Enrollable) => {
    setChosen(method)
    if (method === 'totp') setAppWanted(true)
  }

  return (
    <div className={form.form}>
      {chosen === undefined && <Note tone="report">{texts.enrol.none}</Note>}
      {chosen === 'webauthn' && (
        <PasskeyForm login={login} name={name} onName={setName} onMade={onAnswer} otherwise={otherwise} />
      )}
      {chosen === 'totp' && (
        <EnrolTotp
          login={login}
          secret={secret}
          code={code}
          onCode={setCode}
          onAnswer={onAnswer}
          otherwise={otherwise}
          onExpired={onExpired}
        />
      )}
      {known
        .filter((method) => method !== chosen)
        .map((method) => (
          <div key={method} className={form.others} role="group" aria-label={texts.code.others}>
            <Button
              wide
              icon={
                method === 'totp' ? <Smartphone size={16} aria-hidden /> : <KeyRound size={16} aria-hidden />
              }
              disabledReason={method === 'webauthn' && bar ? troubleWords(bar).text : undefined}
              onClick={() => choose(method)}
            >
              {method === 'totp' ? texts.enrol.choice : passkeyTexts.enrol.choice}
            </Button>
          </div>
        ))}
    </div>
  )
}

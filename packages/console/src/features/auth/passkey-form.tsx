import { type SubmitEvent, useState } from 'react'
import type { FactorConfirmed } from '../../api/types.ts'
import { TextField } from '../../ui/field.tsx'
import { beginPasskey, finishPasskey } from './calls.ts'
import form from './form.module.css'
import { nameOf, suggestedName } from './passkey-name.ts'
import { PasskeyPrompt } from './passkey-prompt.tsx'
import { texts } from './passkey-texts.ts'
import { makePasskey } from './passkeys.ts'
import { usePasskeyAttempt } from './use-passkey-attempt.ts'

export interface PasskeyFormProps {
  /** The pending sign-in that must enrol; absent for who is signed in. */
  readonly login: string | undefined
  /** Names that are taken. */
  readonly taken?: readonly string[]
  readonly name: string | undefined
  readonly onName: (name: string) => void
  readonly onMade: (answer: FactorConfirmed) => void
  /** Takes an error that leads elsewhere. */
  readonly otherwise: (error: unknown) => boolean
}

/** Makes a passkey and registers it: what it is, what to call it, and the browser's question. */
export function PasskeyForm({ login, taken = [], name, onName, onMade, otherwise }: PasskeyFormProps) {
  const attempt = usePasskeyAttempt()
  const [suggested] = useState(() => suggestedName(navigator.userAgent, taken))
  const typed = name ?? suggested

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    attempt.ask(
      async (signal) => {
        const key = await makePasskey(await beginPasskey(login), signal)
        return finishPasskey(key, nameOf({ typed, suggested }, key, taken), login)
      },
      onMade,
      otherwise,
    )
  }
  return (
    <form className={form.form} onSubmit={submit}>
      <p className={form.explained}>{texts.what}</p>
      <TextField
        label={texts.enrol.name}
        name="passkey-name"
        autoComplete="off"
        maxLength={100}
        hint={texts.enrol.nameHint}
        value={typed}
        onChange={(event) => onName(event.target.value)}
      />
      <PasskeyPrompt
        attempt={attempt}
        label={texts.enrol.submit}
        making
        words={{ 'code-invalid': texts.invalid }}
      />
    </form>
  )
}

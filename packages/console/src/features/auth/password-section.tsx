import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useMe } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { PasswordField } from '../../ui/field.tsx'
import { toast } from '../../ui/toasts.ts'
import { changePassword } from './account-calls.ts'
import { sessionsQuery } from './account-queries.ts'
import { AccountSection } from './account-section.tsx'
import { texts } from './account-texts.ts'
import { AttemptTrouble, useSecondsUntil } from './attempt-trouble.tsx'
import form from './form.module.css'
import { lengthBeside, NewPassword, passwordError, tooShort } from './new-password.tsx'
import { texts as authTexts } from './texts.ts'
import { useAttempt } from './use-attempt.ts'
import { usePanel } from './use-panel.ts'

export function PasswordSection() {
  const panel = usePanel('password')
  const { password } = texts
  return (
    <AccountSection
      title={password.title}
      lead={password.lead}
      panel={panel}
      opener={{ label: password.change }}
      change={<PasswordForm onDone={panel.close} />}
    />
  )
}

function PasswordForm({ onDone }: { readonly onDone: () => void }) {
  const me = useMe()
  const queries = useQueryClient()
  const attempt = useAttempt()
  const wait = useSecondsUntil(attempt.blockedUntil)
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const { password } = texts
  const least = me.mfa_enabled ? lengthBeside : undefined
  const wrong = attempt.error?.code === 'invalid-credentials'
  const refused = passwordError(attempt.error)

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (missing !== undefined) return
    attempt.run(
      () => changePassword({ current, new: next }),
      ({ sessions_ended: ended }) => {
        void queries.invalidateQueries(sessionsQuery)
        toast(password.done(ended))
        onDone()
      },
    )
  }
  const missing =
    wait > 0 ? authTexts.signIn.waitShort(wait) : current === '' ? password.missing : tooShort(next, least)
  return (
    <form className={form.form} onSubmit={submit}>
      {!wrong && refused === undefined && <AttemptTrouble attempt={attempt} />}
      <input type="text" name="email" autoComplete="username" value={me.email} readOnly hidden />
      <PasswordField
        label={password.current}
        name="current-password"
        autoComplete="current-password"
        required
        autoFocus
        value={current}
        error={wrong ? password.wrong : undefined}
        onChange={(event) => setCurrent(event.target.value)}
      />
      <NewPassword
        label={password.next}
        {...(least !== undefined && { least })}
        value={next}
        error={refused}
        onChange={setNext}
      />
      <WhatEnds />
      <div className={form.row}>
        <Button onClick={onDone}>{texts.cancel}</Button>
        <Button type="submit" variant="primary" busy={attempt.busy} disabledReason={missing}>
          {password.submit}
        </Button>
      </div>
    </form>
  )
}

function WhatEnds() {
  const { data } = useQuery(sessionsQuery)
  const { password } = texts
  return (
    <p className={form.explained}>
      {data ? password.ends(data.filter(({ current }) => !current).length) : password.endsUnknown}
    </p>
  )
}

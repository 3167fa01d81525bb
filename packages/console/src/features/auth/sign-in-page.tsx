import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { endedReason } from '../../api/session.ts'
import { Note } from '../../ui/states.tsx'
import { isSetupRequired } from './calls.ts'
import form from './form.module.css'
import { PasskeySignIn } from './passkey-sign-in.tsx'
import { texts as passkeyTexts } from './passkey-texts.ts'
import { PasswordStep } from './password-step.tsx'
import { safeReturn, type Step } from './sign-in-flow.ts'
import { Steps } from './steps.tsx'
import { texts } from './texts.ts'

const route = getRouteApi('/sign-in')

export default function SignInPage() {
  const { to } = route.useSearch()
  const { reason } = route.useLoaderData()
  const [step, setStep] = useState<Step>({ at: 'start' })
  const [expired, setExpired] = useState(false)
  const enter = useEnter(safeReturn(to))
  const setup = useQuery({ queryKey: ['setup'], queryFn: isSetupRequired, retry: false })

  return (
    <Steps
      step={step}
      onStep={(next) => {
        setExpired(false)
        setStep(next)
      }}
      onExpired={() => {
        setExpired(true)
        setStep({ at: 'start' })
      }}
      onSignedIn={enter}
      start={{
        title: texts.signIn.title,
        lead: texts.signIn.lead,
        children: (
          <div className={form.form}>
            {reason !== undefined && (
              <Note tone="report" title={texts.signIn.ended} live>
                {reason}
              </Note>
            )}
            {expired && <Note tone="report">{texts.signIn.expired}</Note>}
            {setup.data?.required && (
              <Note title={texts.signIn.notSetUp.title}>{texts.signIn.notSetUp.text}</Note>
            )}
            <PasskeySignIn onStep={setStep} />
            <p className={form.or}>{passkeyTexts.orPassword}</p>
            <PasswordStep onStep={setStep} />
          </div>
        ),
      }}
    />
  )
}

/** Into the console: everything known of an earlier session is forgotten first. */
export function useEnter(to: string): () => void {
  const router = useRouter()
  const queries = useQueryClient()
  return () => {
    endedReason.forget()
    queries.clear()
    router.history.replace(to)
  }
}

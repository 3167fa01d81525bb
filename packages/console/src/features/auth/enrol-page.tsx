import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { meQuery, useMe } from '../../api/session.ts'
import { EnrolStep } from './enrol-step.tsx'
import { useEnter } from './sign-in-page.tsx'
import type { Step } from './sign-in-flow.ts'
import { Steps } from './steps.tsx'
import { texts } from './texts.ts'

/** The policies judge the next sign-in; which methods satisfy them is not told to a session like this. */
const everyMethod = ['webauthn', 'totp']

/** For a session that a recovery code opened: a new factor, and then the console. */
export default function EnrolPage() {
  const me = useMe()
  const queries = useQueryClient()
  const [step, setStep] = useState<Step>({ at: 'start' })
  const enter = useEnter('/')
  return (
    <Steps
      step={step}
      onStep={setStep}
      email={me.email}
      onExpired={() => void queries.invalidateQueries(meQuery)}
      onSignedIn={enter}
      start={{
        title: texts.enrol.title,
        lead: texts.enrol.restrictedLead,
        children: (
          <EnrolStep
            login={undefined}
            offered={everyMethod}
            email={me.email}
            onStep={setStep}
            onExpired={() => void queries.invalidateQueries(meQuery)}
          />
        ),
      }}
    />
  )
}

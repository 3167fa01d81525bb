import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import { AuthFrame, type AuthFrameProps } from './auth-frame.tsx'
import { arrival } from '../../ui/arrival.ts'
import { ConfirmStep } from './confirm-step.tsx'
import { EnrolStep } from './enrol-step.tsx'
import { Enrolled } from './enrolled.tsx'
import { RefusalView } from './refusal-view.tsx'
import { texts as passkeyTexts } from './passkey-texts.ts'
import type { Step } from './sign-in-flow.ts'
import { texts } from './texts.ts'

export interface StepsProps {
  readonly step: Step
  readonly onStep: (step: Step) => void
  readonly email?: string
  /** A pending sign-in that ran out: back to the beginning, which says so. */
  readonly onExpired: () => void
  readonly onSignedIn: () => void
  /** The page's own beginning: sign-in, set-up, an invitation. */
  readonly start: Omit<AuthFrameProps, 'children'> & { readonly children: ReactNode }
}

/** Every way in is the same walk after its first step. */
export function Steps({ step, onStep, email = '', onExpired, onSignedIn, start }: StepsProps) {
  const signedIn = useRef(false)
  // Before the frame's own effect, which puts the focus on the new heading.
  useLayoutEffect(() => {
    if (step.at !== 'start') arrival.begin()
  }, [step])
  useEffect(() => {
    if (step.at !== 'signed-in' || signedIn.current) return
    signedIn.current = true
    onSignedIn()
  }, [step, onSignedIn])

  switch (step.at) {
    case 'start':
    case 'signed-in':
      return <AuthFrame {...start} />
    case 'confirm':
      return (
        <AuthFrame title={texts.code.title}>
          <ConfirmStep login={step.login} offered={step.methods} onStep={onStep} onExpired={onExpired} />
        </AuthFrame>
      )
    case 'enrol':
      return (
        <AuthFrame title={texts.enrol.title} lead={texts.enrol.lead}>
          <EnrolStep
            login={step.login}
            offered={step.methods}
            email={email}
            onStep={onStep}
            onExpired={onExpired}
          />
        </AuthFrame>
      )
    case 'enrolled':
      return (
        <AuthFrame {...enrolledWords(step.codes.length)}>
          <Enrolled
            {...step}
            submit={texts.recoveryCodes.submit}
            onKept={() => onStep({ at: 'signed-in' })}
          />
        </AuthFrame>
      )
    case 'refused':
      return (
        <AuthFrame title={texts.refused.title}>
          <RefusalView refusal={step.refusal} onAgain={() => onStep({ at: 'start' })} />
        </AuthFrame>
      )
  }
}

function enrolledWords(codes: number) {
  return codes === 0
    ? { title: passkeyTexts.made.heading }
    : { title: texts.recoveryCodes.title, lead: texts.recoveryCodes.lead(codes) }
}

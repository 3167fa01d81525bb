import { Button } from '../../ui/button.tsx'
import form from './form.module.css'
import { MadePasskeyNote } from './made-passkey.tsx'
import { RecoveryCodesStep } from './recovery-codes-step.tsx'
import type { Enrolled as What } from './sign-in-flow.ts'

export interface EnrolledProps extends What {
  readonly email: string
  /** What the way on is called. */
  readonly submit: string
  readonly onKept: () => void
}

/** After a factor was set up: the passkey and what becomes of it, and the recovery codes, to be kept before going on. */
export function Enrolled({ passkey, codes, email, submit, onKept }: EnrolledProps) {
  return (
    <div className={form.form}>
      {passkey && <MadePasskeyNote passkey={passkey} />}
      {codes.length > 0 ? (
        <RecoveryCodesStep codes={codes} email={email} submit={submit} onKept={onKept} />
      ) : (
        <Button variant="primary" wide onClick={onKept}>
          {submit}
        </Button>
      )}
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'
import { ProblemError } from '@sallyport/client'
import { type SubmitEvent, useId, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { TextField } from '../../ui/field.tsx'
import { Bone, Loading, Trouble } from '../../ui/states.tsx'
import { texts as uiTexts } from '../../ui/texts.ts'
import { AttemptTrouble } from './attempt-trouble.tsx'
import { beginTotp, confirmTotp } from './calls.ts'
import styles from './enrol-step.module.css'
import form from './form.module.css'
import { isExpired, type Step, stepAfterAnswer } from './sign-in-flow.ts'
import { texts } from './texts.ts'
import { useAttempt } from './use-attempt.ts'

export interface EnrolStepProps {
  /** The pending sign-in that must enrol; absent for a session that may do nothing else. */
  readonly login: string | undefined
  readonly email: string
  readonly onStep: (step: Step) => void
  readonly onExpired: () => void
}

/** A TOTP app: QR and text, confirmed by a code before it counts. */
export function EnrolStep({ login, email, onStep, onExpired }: EnrolStepProps) {
  const mount = useId()
  const secret = useQuery({
    queryKey: ['enrolment', login ?? mount],
    queryFn: async () => {
      const factor = await beginTotp(login)
      const { qrPath } = await import('./qr-path.ts')
      return { ...factor, qr: qrPath(factor.uri) }
    },
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const attempt = useAttempt()
  const [code, setCode] = useState('')
  const wrong = attempt.error?.code === 'code-invalid'

  if (secret.error) {
    const { message, requestId } =
      secret.error instanceof ProblemError ? secret.error : { message: '', requestId: '' }
    return (
      <Trouble
        title={texts.trouble}
        detail={message}
        requestId={requestId}
        action={
          <Button onClick={() => (isExpired(secret.error) ? onExpired() : void secret.refetch())}>
            {uiTexts.retry}
          </Button>
        }
      />
    )
  }
  if (!secret.data) return <EnrolSkeleton />

  const { id, qr } = secret.data
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    attempt.run(
      () => confirmTotp(id, code.trim(), login),
      (answer) => onStep(stepAfterAnswer(answer, email)),
      (error) => {
        if (isExpired(error)) onExpired()
        return isExpired(error)
      },
    )
  }

  return (
    <form className={form.form} onSubmit={submit}>
      <div className={styles.secret}>
        <svg
          className={styles.qr}
          viewBox={`-2 -2 ${qr.size + 4} ${qr.size + 4}`}
          role="img"
          aria-label={texts.enrol.qr}
          shapeRendering="crispEdges"
        >
          <path d={qr.path} />
        </svg>
        <div className={styles.ways}>
          <p className={styles.way}>{texts.enrol.scan}</p>
          <p className={styles.byHand}>{texts.enrol.byHand}</p>
          <Copyable
            value={secret.data.secret}
            short={secret.data.secret.replace(/(.{4})(?=.)/g, '$1 ')}
            thing={texts.enrol.secret}
            wrap
          />
        </div>
      </div>
      {!wrong && <AttemptTrouble attempt={attempt} />}
      <div className={form.code}>
        <TextField
          label={texts.enrol.field}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
          required
          autoFocus
          value={code}
          error={wrong ? texts.code.wrong : undefined}
          onChange={(event) => setCode(event.target.value)}
        />
      </div>
      <Button type="submit" variant="primary" wide busy={attempt.busy}>
        {texts.enrol.submit}
      </Button>
    </form>
  )
}

function EnrolSkeleton() {
  return (
    <Loading>
      <div className={styles.secret}>
        <Bone width="148px" height={148} />
        <div className={styles.ways}>
          <Bone width="80%" />
          <Bone width="60%" />
          <Bone />
        </div>
      </div>
    </Loading>
  )
}

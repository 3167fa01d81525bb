import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { ProblemError } from '@sallyport/client'
import { type SubmitEvent, useId } from 'react'
import { Button } from '../../ui/button.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { TextField } from '../../ui/field.tsx'
import { Bone, Loading, Trouble } from '../../ui/states.tsx'
import { texts as uiTexts } from '../../ui/texts.ts'
import { AttemptTrouble } from './attempt-trouble.tsx'
import { beginTotp, confirmTotp } from './calls.ts'
import styles from './enrol-totp.module.css'
import form from './form.module.css'
import { isExpired } from './sign-in-flow.ts'
import { texts } from './texts.ts'
import { useAttempt } from './use-attempt.ts'

type Secret = Awaited<ReturnType<typeof secretOf>>

async function secretOf(login: string | undefined) {
  const factor = await beginTotp(login)
  const { qrPath } = await import('./qr-path.ts')
  return { ...factor, qr: qrPath(factor.uri) }
}

/** One secret for as long as the caller stays: who scanned it, looked at another way and came back has the right one. */
export function useTotpSecret(login: string | undefined, wanted: boolean): UseQueryResult<Secret> {
  const mount = useId()
  return useQuery({
    queryKey: ['enrolment', login ?? mount],
    queryFn: () => secretOf(login),
    enabled: wanted,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

export interface EnrolTotpProps {
  readonly login: string | undefined
  readonly secret: UseQueryResult<Secret>
  readonly code: string
  readonly onCode: (code: string) => void
  readonly onAnswer: (answer: unknown) => void
  readonly otherwise: (error: unknown) => boolean
  readonly onExpired: () => void
}

/** A TOTP app: QR and text, confirmed by a code before it counts. */
export function EnrolTotp({ login, secret, code, onCode, onAnswer, otherwise, onExpired }: EnrolTotpProps) {
  const attempt = useAttempt()
  const wrong = attempt.error?.code === 'code-invalid'

  if (secret.error && !secret.isFetching) return <SecretTrouble secret={secret} onExpired={onExpired} />
  if (!secret.data) return <SecretSkeleton />

  const { id } = secret.data
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    attempt.run(() => confirmTotp(id, code.trim(), login), onAnswer, otherwise)
  }
  return (
    <form className={form.form} onSubmit={submit}>
      <SecretView secret={secret.data} />
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
          onChange={(event) => onCode(event.target.value)}
        />
      </div>
      <Button type="submit" variant="primary" wide busy={attempt.busy}>
        {texts.enrol.submit}
      </Button>
    </form>
  )
}

function SecretView({ secret: { secret, qr } }: { readonly secret: Secret }) {
  return (
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
          value={secret}
          short={secret.replace(/(.{4})(?=.)/g, '$1 ')}
          thing={texts.enrol.secret}
          wrap
        />
      </div>
    </div>
  )
}

function SecretTrouble({ secret, onExpired }: Pick<EnrolTotpProps, 'secret' | 'onExpired'>) {
  const problem = secret.error instanceof ProblemError ? secret.error : undefined
  return (
    <Trouble
      title={texts.trouble}
      detail={problem?.message ?? ''}
      requestId={problem?.requestId}
      action={
        <Button onClick={() => (isExpired(secret.error) ? onExpired() : void secret.refetch())}>
          {uiTexts.retry}
        </Button>
      }
    />
  )
}

function SecretSkeleton() {
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

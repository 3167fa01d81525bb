import type { ProblemError } from '@sallyport/client'
import { useEffect, useState } from 'react'
import { buttonClass } from '../../ui/button.tsx'
import { RequestId, Trouble } from '../../ui/states.tsx'
import { texts } from './texts.ts'
import type { Attempt } from './use-attempt.ts'
import styles from './attempt-trouble.module.css'

/** Above the form: what went wrong, unless a field says it already. `words` are the console's own for some codes. */
export function AttemptTrouble({
  attempt,
  words = {},
}: {
  readonly attempt: Pick<Attempt, 'error' | 'blockedUntil'>
  readonly words?: Readonly<Record<string, string>>
}) {
  const { error, blockedUntil } = attempt
  if (!error) return null
  if (error.status === 429)
    return <Wait until={blockedUntil} key={blockedUntil} requestId={error.requestId} />
  if (error.code === 'unreachable') return <Trouble title={error.problem.title} detail={texts.unreachable} />
  const address = error.problem['address']
  if (error.code === 'cross-site-request' && typeof address === 'string')
    return <WrongAddress address={address} />
  const own = words[error.code]
  if (own !== undefined)
    return (
      <p className={styles.plain} role="alert">
        {own}
      </p>
    )
  return <Trouble title={titleOf(error)} detail={error.problem.detail} requestId={error.requestId} />
}

/** Cookies and passkeys belong to one address; a proxy that serves the page at another one breaks both. */
function WrongAddress({ address }: { readonly address: string }) {
  const here = `${address}${location.pathname}${location.search}${location.hash}`
  return (
    <Trouble
      title={texts.wrongAddress.title}
      detail={texts.wrongAddress.text(location.host)}
      action={
        <a className={buttonClass({ size: 'small' })} href={here}>
          {texts.wrongAddress.open(address)}
        </a>
      }
    />
  )
}

function titleOf(error: ProblemError): string {
  return error.problem.title || texts.trouble
}

function Wait({
  until,
  requestId,
}: {
  readonly until: number | undefined
  readonly requestId: string | undefined
}) {
  const left = useSecondsUntil(until)
  const [told] = useState(left)
  const over = left === 0
  // The seconds are seen running; heard are only the beginning and the end.
  return (
    <div className={styles.wait}>
      <p aria-hidden="true">{over ? texts.signIn.waitOver : texts.signIn.wait(left)}</p>
      <p role="alert" className={styles.heard}>
        {over ? texts.signIn.waitOver : texts.signIn.wait(told)}
      </p>
      <RequestId id={requestId} />
    </div>
  )
}

/** Counts down to zero, once a second. */
export function useSecondsUntil(until: number | undefined): number {
  const [now, setNow] = useState(() => Date.now())
  const left = until === undefined ? 0 : Math.max(0, Math.ceil((until - now) / 1000))
  const running = left > 0
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => {
      clearInterval(timer)
    }
  }, [running])
  return left
}

import { useEffect, useRef } from 'react'
import type { CreatedApiToken } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import { Copyable, CopyButton } from '../../ui/copyable.tsx'
import styles from './made-token.module.css'
import { texts } from './texts.ts'

/** A new token, this once: it stays until one says that one has it. It is kept nowhere but on this page. */
export function MadeToken({
  token,
  onDone,
}: {
  readonly token: CreatedApiToken
  readonly onDone: () => void
}) {
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    box.current?.focus()
  }, [token.id])
  const curl = `curl -H 'Authorization: Bearer ${token.token}' ${location.origin}/api/auth/me`
  const { made } = texts
  return (
    <section ref={box} className={styles.box} aria-labelledby="made-token" tabIndex={-1}>
      <div>
        <h2 id="made-token" className={styles.title}>
          {made.title(token.name)}
        </h2>
        <p>{made.lead}</p>
      </div>
      <p className={styles.token}>
        <Copyable value={token.token} thing={made.thing} wrap />
      </p>
      <div>
        <p className={styles.label}>{made.try}</p>
        <pre className={styles.curl} tabIndex={0} role="group" aria-label={made.try}>
          {curl}
        </pre>
      </div>
      <div className={styles.row}>
        <CopyButton variant="primary" value={token.token}>
          {made.copy}
        </CopyButton>
        <CopyButton value={curl}>{made.copyCurl}</CopyButton>
        <Button onClick={onDone}>{made.done}</Button>
      </div>
    </section>
  )
}

import { ProblemError } from '@sallyport/client'
import { Link, useRouter } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { isSessionEnd } from '../api/client.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { Mark } from '../ui/mark.tsx'
import { RequestId } from '../ui/states.tsx'
import styles from './plain-pages.module.css'
import { texts } from './texts.ts'

export function MissingPage() {
  return (
    <Plain title={texts.missing.title}>
      <p>{texts.missing.text}</p>
      <Link to="/" className={buttonClass({ variant: 'primary' })}>
        {texts.trouble.home}
      </Link>
    </Plain>
  )
}

export function TroublePage({ error }: { readonly error: unknown }) {
  const router = useRouter()
  const ended = isSessionEnd(error)
  // Not this page's to tell: the guard leads to the one that says why.
  useEffect(() => {
    if (ended) void router.invalidate()
  }, [ended, router])
  if (ended) return <Pending />
  return (
    <Plain title={texts.trouble.title}>
      <p>{error instanceof Error ? error.message : String(error)}</p>
      <p>{texts.trouble.hint}</p>
      <RequestId id={error instanceof ProblemError ? error.requestId : undefined} />
      <Button variant="primary" onClick={() => void router.invalidate()}>
        {texts.trouble.retry}
      </Button>
    </Plain>
  )
}

export function Pending() {
  return (
    <div className={styles.pending}>
      <Mark size={40} />
    </div>
  )
}

function Plain({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main className={styles.plain}>
      <title>{`${title} · Sallyport`}</title>
      <Mark size={32} />
      <h1 className={styles.title}>{title}</h1>
      {children}
    </main>
  )
}

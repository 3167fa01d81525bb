import { ProblemError } from '@sallyport/client'
import { type ReactNode, useId } from 'react'
import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import styles from './live-part.module.css'
import { Loading, Note, Trouble } from './states.tsx'
import { texts } from './texts.ts'
import { exactTime } from './time-words.ts'

export interface LivePartProps<Data> {
  readonly title: string
  /** What to say when nothing could be read at all. */
  readonly failed: string
  readonly query: {
    readonly data: Data | undefined
    readonly error: Error | null
    readonly dataUpdatedAt: number
    readonly refetch: () => unknown
  }
  /** Of what comes, while it comes. */
  readonly shape: ReactNode
  readonly action?: ReactNode
  readonly children: (data: Data) => ReactNode
}

/** A part of a page that keeps itself up to date, and says so when it can't. */
export function LivePart<Data>({ title, failed, query, shape, action, children }: LivePartProps<Data>) {
  const id = useId()
  const { data, error, dataUpdatedAt, refetch } = query
  const retry = <Button onClick={() => void refetch()}>{texts.retry}</Button>
  return (
    <section className={styles.part} aria-labelledby={id}>
      <header className={styles.header}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {action}
      </header>
      {error && data === undefined && (
        <Trouble title={failed} detail={error.message} requestId={requestIdOf(error)} action={retry} />
      )}
      {error && data !== undefined && (
        <div className={styles.stale}>
          <Note tone="report" live>
            {texts.notCurrent(exactTime(new Date(dataUpdatedAt).toISOString()))}
          </Note>
        </div>
      )}
      {data !== undefined ? (
        <div className={classNames(error !== null && styles.old)}>{children(data)}</div>
      ) : (
        !error && <Loading>{shape}</Loading>
      )}
    </section>
  )
}

function requestIdOf(error: Error): string | undefined {
  return error instanceof ProblemError ? error.requestId : undefined
}

import { type ClipboardEvent, useSyncExternalStore } from 'react'
import { datedTime, exactTime, relativeTime } from './time-words.ts'
import styles from './time.module.css'

export interface TimeProps {
  readonly at: string
  /** "1 Jan 2099, 01:00": after a word such as “until”, where "in 72 years" says nothing. */
  readonly dated?: boolean
}

/** "3 days ago"; the exact instant and its zone when pointed at, and when copied. */
export function Time({ at, dated = false }: TimeProps) {
  const now = useMinute()
  const exact = exactTime(at)
  const copyExact = (event: ClipboardEvent<HTMLElement>) => {
    if (document.getSelection()?.toString().trim() !== event.currentTarget.textContent) return
    event.clipboardData.setData('text/plain', exact)
    event.preventDefault()
  }
  return (
    <time dateTime={at} title={exact} className={styles.time} onCopy={copyExact}>
      {dated ? datedTime(at) : relativeTime(at, now)}
    </time>
  )
}

/** The present, to half a minute: one clock for the whole page. */
function useMinute(): number {
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / step) * step)
}

const step = 30_000

function subscribe(changed: () => void): () => void {
  const timer = setInterval(changed, step)
  return () => {
    clearInterval(timer)
  }
}

import { useQuery } from '@tanstack/react-query'
import { ArrowUp, Pause, Play, Rows3, Rows4 } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '../../ui/button.tsx'
import styles from './new-events.module.css'
import { mostNewer, newerQuery } from './queries.ts'
import { roomyRows, useRoomyRows } from './roomy-rows.ts'
import { texts } from './texts.ts'
import type { Audit } from './use-audit.ts'

/** The line over the events: how many are shown, and what came since. The list never moves by itself. */
export function NewEvents({ audit }: { readonly audit: Audit }) {
  const { rows, summary, events } = audit
  const roomy = useRoomyRows()
  return (
    <div className={styles.line}>
      <p className={styles.shown}>
        {events.data && summary.data && texts.someOf(rows.length, Math.max(rows.length, summary.data.total))}
      </p>
      <div className={styles.fresh}>
        {events.data && !isOver(audit) && <Fresh audit={audit} />}
        <IconButton
          size="small"
          label={texts.table.roomy}
          aria-pressed={roomy}
          onClick={() => roomyRows.set(!roomy)}
        >
          {roomy ? <Rows3 size={15} aria-hidden /> : <Rows4 size={15} aria-hidden />}
        </IconButton>
      </div>
    </div>
  )
}

/** Nothing new can come into a range that has ended. */
function isOver({ filters, asked }: Audit): boolean {
  return filters.until !== undefined && Date.parse(filters.until) <= asked
}

function Fresh({ audit }: { readonly audit: Audit }) {
  const { question, rows, asked, refresh, events } = audit
  const [paused, setPaused] = useState(false)
  const newest = rows[0] ?? { timestamp: question.since ?? new Date(asked).toISOString(), seq: 0 }
  const newer = useQuery({
    ...newerQuery(question, newest),
    enabled: !paused && !events.isPlaceholderData,
  })
  const count = newer.data ?? 0
  const state = paused ? texts.fresh.paused : newer.error ? texts.fresh.lost : texts.fresh.watching
  return (
    <>
      <p role="status" className={styles.state} data-paused={paused || newer.error !== null || undefined}>
        {count > 0 ? (count > mostNewer ? texts.fresh.many(mostNewer) : texts.fresh.some(count)) : state}
      </p>
      {count > 0 && (
        <Button
          size="small"
          icon={<ArrowUp size={14} aria-hidden />}
          onClick={() => {
            refresh()
          }}
        >
          {texts.fresh.show}
        </Button>
      )}
      <IconButton
        size="small"
        label={paused ? texts.fresh.resume : texts.fresh.pause}
        onClick={() => setPaused(!paused)}
      >
        {paused ? <Play size={14} aria-hidden /> : <Pause size={14} aria-hidden />}
      </IconButton>
    </>
  )
}

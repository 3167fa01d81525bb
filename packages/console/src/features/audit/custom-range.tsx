import { type SubmitEvent, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { edgesOf, type Filters, type Range } from './filters.ts'
import styles from './range-bar.module.css'
import { texts } from './texts.ts'
import { fromLocalField, localField, zoneWords } from './time-axis.ts'

export interface CustomRangeProps {
  readonly filters: Filters
  readonly asked: number
  readonly onChange: (range: Range) => void
}

/** Two moments in the reader's zone, which is said. */
export function CustomRange({ filters, asked, onChange }: CustomRangeProps) {
  const edges = edgesOf(filters, asked)
  const [from, setFrom] = useState(edges.since === undefined ? '' : localField(edges.since))
  const [to, setTo] = useState(edges.until === undefined ? '' : localField(edges.until))
  const [error, setError] = useState<string>()
  const send = (event: SubmitEvent) => {
    event.preventDefault()
    const since = fromLocalField(from)
    const until = fromLocalField(to)
    if (since === undefined && until === undefined) setError(texts.range.missing)
    else if (since !== undefined && until !== undefined && since >= until) setError(texts.range.order)
    else onChange({ ...(since !== undefined && { since }), ...(until !== undefined && { until }) })
  }
  return (
    <form className={styles.custom} onSubmit={send} noValidate>
      <TextField
        type="datetime-local"
        label={texts.range.from}
        value={from}
        error={error}
        onChange={(event) => setFrom(event.target.value)}
      />
      <TextField
        type="datetime-local"
        label={texts.range.to}
        value={to}
        onChange={(event) => setTo(event.target.value)}
      />
      <Button type="submit" variant="primary">
        {texts.range.apply}
      </Button>
      <p className={styles.zone}>{texts.range.zone(zoneWords())}</p>
    </form>
  )
}

import { useState } from 'react'
import type { BarBucket, BarSeries } from './bar-data.ts'
import styles from './bar-table.module.css'
import { texts } from './chart-texts.ts'
import { format } from './language.ts'

export interface BarTableProps {
  readonly label: string
  readonly series: readonly BarSeries[]
  readonly buckets: readonly BarBucket[]
  readonly bucketName: string
}

/** The numbers of a chart, for those who read better than they look. */
export function BarTable({ label, series, buckets, bucketName }: BarTableProps) {
  const [open, setOpen] = useState(false)
  const shown = series.map((one, index) => ({ ...one, index })).toReversed()
  return (
    <details className={styles.details} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{texts.asTable}</summary>
      {open && (
        <div className={styles.scroll} tabIndex={0} role="region" aria-label={`${label}: ${texts.asTable}`}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{bucketName}</th>
                {shown.map((one) => (
                  <th key={one.id} scope="col">
                    {one.label}
                  </th>
                ))}
                {series.length > 1 && <th scope="col">{texts.total}</th>}
              </tr>
            </thead>
            <tbody>
              {buckets.map((bucket) => (
                <tr key={bucket.id}>
                  <th scope="row">{bucket.label}</th>
                  {shown.map((one) => (
                    <td key={one.id}>{format(bucket.values[one.index] ?? 0)}</td>
                  ))}
                  {series.length > 1 && <td>{format(bucket.values.reduce((a, b) => a + b, 0))}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  )
}

import { useMemo } from 'react'
import { BarChart } from '../../ui/bar-chart.tsx'
import { Bone, Loading } from '../../ui/states.tsx'
import { AuditTrouble } from './audit-trouble.tsx'
import { withRange } from './filters.ts'
import styles from './histogram.module.css'
import { rangeWords, totalWords } from './range-words.ts'
import { texts } from './texts.ts'
import { bucketsOf, rangeOfBars } from './time-axis.ts'
import type { Audit } from './use-audit.ts'

const series = [
  { id: 'succeeded', label: texts.outcome.success, tone: 'allow' },
  { id: 'failed', label: texts.outcome.failure, tone: 'deny', hatched: true },
] as const

/** How much happened when. Choosing bars chooses their time. */
export function Histogram({ audit }: { readonly audit: Audit }) {
  const { summary, filters, asked, setFilters } = audit
  const { data, error, refetch, isPlaceholderData } = summary
  const buckets = useMemo(() => (data ? bucketsOf(data.histogram, data.bucket_seconds) : []), [data])
  return (
    <section className={styles.histogram} aria-label={texts.chart.label} aria-busy={isPlaceholderData}>
      <p className={styles.words} role="status">
        {data && <strong>{totalWords(data)}</strong>} {rangeWords(filters, asked)}
      </p>
      {error && !data && (
        <AuditTrouble title={texts.trouble.chart} error={error} onRetry={() => void refetch()} />
      )}
      {!error && !data && (
        <Loading>
          <Bone height={176} />
        </Loading>
      )}
      {data && (
        <BarChart
          label={texts.chart.label}
          bucketName={texts.chart.bucket}
          series={series}
          buckets={buckets}
          height={96}
          onSelect={(first, last) => {
            const range = rangeOfBars(data.histogram, data.bucket_seconds, [first, last])
            if (range) setFilters(withRange(filters, range))
          }}
        />
      )}
    </section>
  )
}

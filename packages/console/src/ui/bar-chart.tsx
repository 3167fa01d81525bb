import { useId } from 'react'
import type { BarBucket, BarSeries } from './bar-data.ts'
import { Legend, Marks, Ticks, Words } from './bar-parts.tsx'
import { marksFor } from './bar-scale.ts'
import { BarTable } from './bar-table.tsx'
import styles from './bar-chart.module.css'
import { texts } from './chart-texts.ts'
import { toneStyle } from './tone.ts'
import { type OnSelect, useBarCursor } from './use-bar-cursor.ts'

export type { BarBucket, BarSeries } from './bar-data.ts'

export interface BarChartProps {
  /** What is counted, over what. */
  readonly label: string
  /** From the bottom of a bar to its top. */
  readonly series: readonly BarSeries[]
  readonly buckets: readonly BarBucket[]
  /** What the buckets are, as the head of the table's first column. */
  readonly bucketName: string
  /** Of the plot, in pixels. */
  readonly height?: number
  /** First and last bar, both included: of a drag, a click, or Shift with the arrows and Enter. */
  readonly onSelect?: OnSelect
}

/**
 * Counts over something with an order, stacked. Bars are walked by pointer and arrow keys, each says itself in words, and
 * the same numbers stand in a table behind it. To a screen reader it is a slider: what moves by arrows and has a value.
 */
export function BarChart({ label, series, buckets, bucketName, height = 120, onSelect }: BarChartProps) {
  const id = useId()
  const { at, range, handlers } = useBarCursor(buckets.length, onSelect)
  const marks = marksFor(Math.max(0, ...buckets.map(({ values }) => sum(values))))
  const here = Math.min(at ?? buckets.length - 1, buckets.length - 1)
  const bucket = buckets[here]
  return (
    <figure className={styles.chart} aria-label={label}>
      <Legend series={series} id={id} />
      <div className={styles.frame}>
        <Marks marks={marks} height={height} />
        <div
          className={styles.plot}
          style={{ height }}
          data-selectable={onSelect !== undefined || undefined}
          role="slider"
          tabIndex={0}
          aria-label={label}
          aria-describedby={`${id}-keys`}
          aria-valuemin={0}
          aria-valuemax={Math.max(0, buckets.length - 1)}
          aria-valuenow={Math.max(0, here)}
          aria-valuetext={bucket && wordsOf(bucket, series, buckets, range)}
          {...handlers}
        >
          <Bars {...{ id, series, buckets, height, at, range }} top={marks.at(-1) ?? 1} />
          {at !== undefined && bucket && (
            <Words series={series} bucket={bucket} share={(here + 0.5) / buckets.length} />
          )}
        </div>
        <Ticks buckets={buckets} />
      </div>
      <p id={`${id}-keys`} hidden>
        {onSelect ? texts.keysToSelect : texts.keys}
      </p>
      <BarTable {...{ label, series, buckets, bucketName }} />
    </figure>
  )
}

function wordsOf(
  bucket: BarBucket,
  series: readonly BarSeries[],
  buckets: readonly BarBucket[],
  range: readonly [number, number] | undefined,
): string {
  const values = series.map((one, index) => texts.valueOf(one.label, bucket.values[index] ?? 0))
  const chosen =
    range &&
    texts.chosen(range[1] - range[0] + 1, buckets[range[0]]?.label ?? '', buckets[range[1]]?.label ?? '')
  return [bucket.label, ...values.toReversed(), ...(chosen ? [chosen] : [])].join('. ')
}

interface BarsProps {
  readonly id: string
  readonly series: readonly BarSeries[]
  readonly buckets: readonly BarBucket[]
  readonly height: number
  readonly top: number
  readonly at: number | undefined
  readonly range: readonly [number, number] | undefined
}

function Bars({ id, series, buckets, height, top, at, range }: BarsProps) {
  const share = 100 / Math.max(1, buckets.length)
  const percent = (bars: number) => `${(bars * share).toFixed(3)}%`
  const [first, last] = range ?? (at === undefined ? [0, -1] : [at, at])
  return (
    <svg className={styles.bars} width="100%" height={height} aria-hidden="true">
      <rect className={styles.cursor} x={percent(first)} width={percent(last - first + 1)} height={height} />
      {buckets.map((bucket, index) =>
        stack(bucket.values, height / top).map(({ y, height: tall }, which) => {
          const one = series[which]
          return (
            one &&
            tall > 0 && (
              <rect
                key={`${bucket.id}-${one.id}`}
                style={toneStyle(one.tone)}
                fill={one.hatched ? `url(#${id}-${one.id})` : 'var(--tone)'}
                x={percent(index + 0.1)}
                width={percent(0.8)}
                y={height - y - tall}
                height={tall}
              />
            )
          )
        }),
      )}
    </svg>
  )
}

const least = 2

/** Where each value begins and how tall it is, in pixels; what is there at all can be seen. */
function stack(values: readonly number[], pixels: number): readonly { y: number; height: number }[] {
  let y = 0
  return values.map((value) => {
    const part = { y, height: value === 0 ? 0 : Math.max(least, value * pixels) }
    y += part.height
    return part
  })
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

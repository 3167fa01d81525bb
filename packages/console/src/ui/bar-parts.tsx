import type { BarBucket, BarSeries } from './bar-data.ts'
import { shortNumber } from './bar-scale.ts'
import styles from './bar-chart.module.css'
import { format, locale } from './language.ts'
import { toneStyle } from './tone.ts'

/** What the tones mean, in the order in which they stand. */
export function Legend({ series, id }: { readonly series: readonly BarSeries[]; readonly id: string }) {
  return (
    <ul className={styles.legend}>
      {series.toReversed().map((one) => (
        <li key={one.id} style={toneStyle(one.tone)}>
          <svg width="10" height="10" aria-hidden="true">
            {one.hatched && (
              <pattern
                id={`${id}-${one.id}`}
                width="5"
                height="5"
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <rect width="5" height="5" fill="var(--tone)" />
                <rect width="1.5" height="5" fill="var(--surface)" />
              </pattern>
            )}
            <rect
              width="10"
              height="10"
              rx="2"
              fill={one.hatched ? `url(#${id}-${one.id})` : 'var(--tone)'}
            />
          </svg>
          {one.label}
        </li>
      ))}
    </ul>
  )
}

export function Marks({ marks, height }: { readonly marks: readonly number[]; readonly height: number }) {
  const top = marks.at(-1) ?? 1
  return (
    <div className={styles.marks} style={{ height }} aria-hidden="true">
      {marks.map((mark) => (
        <span key={mark} className={styles.mark} style={{ bottom: (mark / top) * height }}>
          {shortNumber(mark, locale)}
        </span>
      ))}
    </div>
  )
}

export function Ticks({ buckets }: { readonly buckets: readonly BarBucket[] }) {
  return (
    <div className={styles.ticks} aria-hidden="true">
      {buckets.map(
        ({ id, tick }, index) =>
          tick !== undefined && (
            <span key={id} style={{ left: `${((index / buckets.length) * 100).toFixed(3)}%` }}>
              {tick}
            </span>
          ),
      )}
    </div>
  )
}

interface WordsProps {
  readonly series: readonly BarSeries[]
  readonly bucket: BarBucket
  readonly share: number
}

/** The bar that is pointed at, in words. */
export function Words({ series, bucket, share }: WordsProps) {
  const left = `clamp(100px, ${(share * 100).toFixed(2)}%, calc(100% - 100px))`
  return (
    <div className={styles.words} style={{ left }} aria-hidden="true">
      <p className={styles.wordsLabel}>{bucket.label}</p>
      {series
        .map((one, index) => ({ ...one, value: bucket.values[index] ?? 0 }))
        .toReversed()
        .map((one) => (
          <p key={one.id} className={styles.wordsRow} style={toneStyle(one.tone)}>
            <span className={styles.dot} />
            {one.label}
            <span className={styles.value}>{format(one.value)}</span>
          </p>
        ))}
    </div>
  )
}

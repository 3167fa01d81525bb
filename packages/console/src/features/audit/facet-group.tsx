import { useState } from 'react'
import { classNames } from '../../ui/class-names.ts'
import { Button } from '../../ui/button.tsx'
import { format } from '../../ui/language.ts'
import styles from './facets.module.css'
import { texts } from './texts.ts'

export interface FacetOption {
  readonly value: string
  readonly label: string
  readonly count: number
  readonly checked: boolean
  readonly mono?: boolean
}

export interface FacetGroupProps {
  readonly name: string
  readonly options: readonly FacetOption[]
  readonly onToggle: (value: string) => void
  readonly onOnly: (value: string) => void
}

const atOnce = 7

/** The values of one filter: several may be ticked, "only" ticks one and no other. What is ticked is always shown. */
export function FacetGroup({ name, options, onToggle, onOnly }: FacetGroupProps) {
  const [all, setAll] = useState(false)
  const shown = options.filter(({ checked }, index) => all || checked || index < atOnce)
  return (
    <details open className={styles.group}>
      <summary className={styles.name}>{name}</summary>
      <ul>
        {shown.map((option) => (
          <li key={option.value} className={styles.option}>
            <label className={styles.label}>
              <input type="checkbox" checked={option.checked} onChange={() => onToggle(option.value)} />
              <span className={classNames(styles.value, option.mono && styles.mono)} title={option.value}>
                {option.label}
              </span>
              <span className={styles.count}>{format(option.count)}</span>
            </label>
            <button
              type="button"
              className={styles.only}
              aria-label={texts.filters.onlyThis(option.label)}
              onClick={() => onOnly(option.value)}
            >
              {texts.filters.only}
            </button>
          </li>
        ))}
      </ul>
      {options.length === 0 && <p className={styles.unknown}>{texts.filters.none}</p>}
      {(all || options.length > shown.length) && (
        <Button size="small" variant="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? texts.filters.fewer : texts.filters.more(options.length - shown.length)}
        </Button>
      )}
    </details>
  )
}

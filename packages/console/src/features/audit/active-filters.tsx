import { X } from 'lucide-react'
import type { AuditSummary } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import styles from './active-filters.module.css'
import { facets, type Filters, isFiltered, rangeOnly, toggled, withOutcome, withText } from './filters.ts'
import { texts } from './texts.ts'
import { actionWords, actorLabel, resourceWords } from './words.ts'

export interface Chip {
  readonly id: string
  readonly name: string
  readonly value: string
  /** What is left without it. */
  readonly without: Filters
}

/** Each value that narrows the log, in words. */
export function chipsOf(filters: Filters, summary: AuditSummary | undefined): readonly Chip[] {
  const actors = summary?.facets.actor ?? []
  const words = {
    actor: (value: string) => actorLabel(value, actors.find((one) => one.value === value)?.label),
    action: actionWords,
    resource: (value: string) => (value.includes(':') ? value : texts.filters.ofType(resourceWords(value))),
  }
  const { names } = texts.filters
  return [
    ...facets.flatMap((facet) =>
      (filters[facet] ?? []).map((value) => ({
        id: `${facet} ${value}`,
        name: names[facet],
        value: words[facet](value),
        without: toggled(filters, facet, value),
      })),
    ),
    ...(filters.outcome === undefined
      ? []
      : [
          {
            id: 'outcome',
            name: names.outcome,
            value: texts.outcome[filters.outcome],
            without: withOutcome(filters, undefined),
          },
        ]),
    ...(filters.q === undefined
      ? []
      : [{ id: 'q', name: names.q, value: `“${filters.q}”`, without: withText(filters, '') }]),
  ]
}

export interface ActiveFiltersProps {
  readonly filters: Filters
  readonly summary: AuditSummary | undefined
  readonly onChange: (filters: Filters) => void
}

export function ActiveFilters({ filters, summary, onChange }: ActiveFiltersProps) {
  if (!isFiltered(filters)) return null
  return (
    <ul className={styles.chips} aria-label={texts.filters.label}>
      {chipsOf(filters, summary).map(({ id, name, value, without }) => (
        <li key={id}>
          <button
            type="button"
            className={styles.chip}
            aria-label={texts.filters.remove(`${name}: ${value}`)}
            onClick={() => onChange(without)}
          >
            <span className={styles.name}>{name}</span>
            <span className={styles.value}>{value}</span>
            <X size={13} aria-hidden />
          </button>
        </li>
      ))}
      <li>
        <Button variant="quiet" size="small" onClick={() => onChange(rangeOnly(filters))}>
          {texts.filters.clear}
        </Button>
      </li>
    </ul>
  )
}

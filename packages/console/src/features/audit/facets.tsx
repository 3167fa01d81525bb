import { ChevronDown, ListFilter } from 'lucide-react'
import { useState } from 'react'
import { classNames } from '../../ui/class-names.ts'
import { Button } from '../../ui/button.tsx'
import { Bone, Loading } from '../../ui/states.tsx'
import { FacetGroup, type FacetOption } from './facet-group.tsx'
import styles from './facets.module.css'
import { type Facet, facets, outcomes, toggled, withOutcome, withValues } from './filters.ts'
import { texts } from './texts.ts'
import type { Audit } from './use-audit.ts'
import { actionWords, actorLabel, resourceWords } from './words.ts'

export interface FacetsProps {
  readonly audit: Audit
  /** All events have one actor then. */
  readonly ownOnly: boolean
}

/** What the log can be narrowed to, with how much of each there is. */
export function Facets({ audit, ownOnly }: FacetsProps) {
  const [open, setOpen] = useState(false)
  const { filters, summary } = audit
  const active = [...facets.flatMap((facet) => filters[facet] ?? []), filters.outcome].filter(Boolean).length
  return (
    <section className={styles.facets} aria-label={texts.filters.label}>
      <div className={styles.toggle}>
        <Button
          size="small"
          aria-expanded={open}
          icon={<ListFilter size={16} aria-hidden />}
          onClick={() => setOpen(!open)}
        >
          {texts.filters.shown(active)}
          <ChevronDown size={14} aria-hidden className={classNames(open && styles.turned)} />
        </Button>
      </div>
      <div className={styles.groups} data-open={open || undefined}>
        {summary.data ? (
          <Groups audit={audit} ownOnly={ownOnly} />
        ) : summary.error ? (
          <p className={styles.unknown}>{texts.filters.unknown}</p>
        ) : (
          <Loading>
            {[70, 50, 60, 40].map((width) => (
              <p key={width} className={styles.bone}>
                <Bone width={`${width}%`} />
              </p>
            ))}
          </Loading>
        )}
      </div>
    </section>
  )
}

const wordsOf = {
  actor: actorLabel,
  action: (value: string) => actionWords(value),
  resource: (value: string) => (value.includes(':') ? value : texts.filters.ofType(resourceWords(value))),
}

function Groups({ audit, ownOnly }: FacetsProps) {
  const { filters, setFilters, summary } = audit
  const counts = summary.data?.facets
  const optionsOf = (facet: Facet): readonly FacetOption[] => {
    const known = counts?.[facet] ?? []
    const chosen = (filters[facet] ?? []).filter((value) => !known.some((one) => one.value === value))
    return [...known, ...chosen.map((value) => ({ value, label: value, count: 0 }))].map(
      ({ value, label, count }) => ({
        value,
        count,
        label: wordsOf[facet](value, label),
        checked: filters[facet]?.includes(value) ?? false,
        mono: facet === 'resource' && value.includes(':'),
      }),
    )
  }
  return (
    <>
      <FacetGroup
        name={texts.filters.names.outcome}
        options={outcomes.map((value) => ({
          value,
          label: texts.outcome[value],
          checked: filters.outcome === value,
          count: counts?.outcome.find((one) => one.value === value)?.count ?? 0,
        }))}
        onToggle={(value) =>
          setFilters(
            // Both together are no filter.
            withOutcome(
              filters,
              filters.outcome === undefined ? outcomes.find((one) => one === value) : undefined,
            ),
          )
        }
        onOnly={(value) =>
          setFilters(
            withOutcome(
              filters,
              outcomes.find((one) => one === value),
            ),
          )
        }
      />
      {facets
        .filter((facet) => facet !== 'actor' || !ownOnly)
        .map((facet) => (
          <FacetGroup
            key={facet}
            name={texts.filters.names[facet]}
            options={optionsOf(facet)}
            onToggle={(value) => setFilters(toggled(filters, facet, value))}
            onOnly={(value) => setFilters(withValues(filters, facet, [value]))}
          />
        ))}
    </>
  )
}

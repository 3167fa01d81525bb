import type { Ref } from 'react'
import type { Policy } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { type Filters, isFiltered } from './filters.ts'
import styles from './policy-filters.module.css'
import { policyTypes, typeIcons } from './policy-types.ts'
import { texts } from './texts.ts'

export interface PolicyFiltersProps {
  readonly policies: readonly Policy[]
  readonly filters: Filters
  readonly found: number
  readonly input: Ref<HTMLInputElement>
  readonly onChange: (filters: Filters) => void
}

export function PolicyFilters({ policies, filters, found, input, onChange }: PolicyFiltersProps) {
  const { type, enabled, q } = filters
  const present = policyTypes.filter((one) => one === type || policies.some((policy) => policy.type === one))
  const count = (one: (typeof policyTypes)[number]) => policies.filter((policy) => policy.type === one).length
  const set = (change: { [Key in keyof Filters]?: Filters[Key] | undefined }) => {
    const next = { ...filters, ...change }
    onChange({
      ...(next.type && { type: next.type }),
      ...(next.enabled !== undefined && { enabled: next.enabled }),
      ...(next.q && { q: next.q }),
    })
  }
  return (
    <div className={styles.bar} role="search">
      <div className={styles.find}>
        <SearchField
          label={texts.filter.search}
          shortcut="/"
          value={q ?? ''}
          input={input}
          onChange={(value) => set({ q: value })}
        />
      </div>
      <Segmented
        label={texts.filter.state}
        value={enabled === undefined ? 'any' : enabled ? 'enabled' : 'disabled'}
        options={[
          { value: 'any', label: texts.filter.any },
          { value: 'enabled', label: texts.enabled },
          { value: 'disabled', label: texts.disabled },
        ]}
        onChange={(value) => set({ enabled: value === 'any' ? undefined : value === 'enabled' })}
      />
      <Segmented
        wrap
        label={texts.filter.type}
        value={type ?? 'all'}
        options={[
          { value: 'all', label: texts.filter.all, count: policies.length },
          ...present.map((one) => {
            const Icon = typeIcons[one]
            return {
              value: one,
              label: texts.types[one],
              icon: <Icon size={14} aria-hidden />,
              count: count(one),
            }
          }),
        ]}
        onChange={(value) => set({ type: value === 'all' ? undefined : value })}
      />
      <p role="status" className={styles.found}>
        {isFiltered(filters) && found > 0 && (
          <>
            {texts.filter.found(found, policies.length)}
            <Button variant="quiet" size="small" onClick={() => onChange({})}>
              {texts.filter.clear}
            </Button>
          </>
        )}
      </p>
    </div>
  )
}

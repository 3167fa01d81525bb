import { useQuery } from '@tanstack/react-query'
import type { Ref } from 'react'
import { Button } from '../../ui/button.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Select } from '../../ui/select.tsx'
import { factorKinds, isFiltered, states, type UserFilters, usersSearchOf } from './filters.ts'
import { rolesQuery } from './queries.ts'
import { texts } from './texts.ts'
import styles from './users.module.css'

export interface UserFiltersBarProps {
  readonly filters: UserFilters
  readonly input: Ref<HTMLInputElement>
  readonly onChange: (filters: UserFilters) => void
}

export function UserFiltersBar({ filters, input, onChange }: UserFiltersBarProps) {
  const { filter } = texts
  const roles = useQuery(rolesQuery)
  const names = [...new Set([...(roles.data ?? []).map(({ name }) => name), filters.role ?? []].flat())]
  const set = (member: keyof UserFilters, value: string) =>
    onChange(usersSearchOf({ ...filters, [member]: value }))
  return (
    <div className={styles.bar} role="search">
      <div className={styles.find}>
        <SearchField
          label={filter.search}
          shortcut="/"
          value={filters.q ?? ''}
          input={input}
          onChange={(value) => set('q', value)}
        />
      </div>
      <Choice
        label={filter.state}
        any={filter.anyState}
        value={filters.state}
        options={states.map((one) => [one, texts.states[one]])}
        onChange={(value) => set('state', value)}
      />
      <Choice
        label={filter.role}
        any={filter.anyRole}
        value={filters.role}
        options={names.map((one) => [one, one])}
        onChange={(value) => set('role', value)}
      />
      <Choice
        label={filter.factor}
        any={filter.anyFactor}
        value={filters.factor}
        options={factorKinds.map((one) => [one, filter.factors[one]])}
        onChange={(value) => set('factor', value)}
      />
      {isFiltered(filters) && (
        <Button variant="quiet" onClick={() => onChange({})}>
          {filter.clear}
        </Button>
      )}
    </div>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly any: string
  readonly value: string | undefined
  readonly options: readonly (readonly [string, string])[]
  readonly onChange: (value: string) => void
}

function Choice({ label, any, value = '', options, onChange }: ChoiceProps) {
  return (
    <Select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{any}</option>
      {options.map(([key, words]) => (
        <option key={key} value={key}>
          {words}
        </option>
      ))}
    </Select>
  )
}

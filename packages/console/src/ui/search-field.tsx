import { Search } from 'lucide-react'
import type { Ref } from 'react'
import { Key } from './keys.tsx'
import styles from './search-field.module.css'

export interface SearchFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly shortcut?: string
  readonly input?: Ref<HTMLInputElement>
}

export function SearchField({ label, value, onChange, shortcut, input }: SearchFieldProps) {
  return (
    <div className={styles.search}>
      <Search size={16} aria-hidden />
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          if (value === '') event.currentTarget.blur()
          else onChange('')
        }}
      />
      {shortcut && value === '' && (
        <span aria-hidden="true" className={styles.key}>
          <Key>{shortcut}</Key>
        </span>
      )}
    </div>
  )
}

import { type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'
import styles from './segmented.module.css'

export interface SegmentedProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly options: readonly {
    readonly value: Value
    readonly label: string
    readonly icon?: ReactNode
    readonly count?: number
  }[]
  readonly onChange: (value: Value) => void
  readonly wrap?: boolean
}

/** One of a few: radio buttons, drawn as a bar. */
export function Segmented<Value extends string>({
  label,
  value,
  options,
  onChange,
  wrap,
}: SegmentedProps<Value>) {
  const name = useId()
  return (
    <fieldset className={classNames(styles.group, wrap && styles.wrap)}>
      <legend className={styles.legend}>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles.option}>
          <input
            type="radio"
            className={styles.input}
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.icon}
          {option.label}
          {option.count !== undefined && <span className={styles.count}>{option.count}</span>}
        </label>
      ))}
    </fieldset>
  )
}

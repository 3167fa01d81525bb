import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import styles from './select.module.css'

export interface SelectProps extends ComponentProps<'select'> {
  /** As high as the fields of a form, instead of a bar’s. */
  readonly large?: boolean
}

/** One of a few: the browser’s own list under an arrow that stands where ours do. */
export function Select({ large = false, className, ...props }: SelectProps) {
  return (
    <span className={classNames(styles.box, className)}>
      <select {...props} className={classNames(styles.select, large && styles.large)} />
      <ChevronDown size={14} aria-hidden />
    </span>
  )
}

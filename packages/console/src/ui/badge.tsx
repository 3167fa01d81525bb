import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './badge.module.css'
import { type Tone, toneStyle } from './tone.ts'

export interface BadgeProps {
  readonly tone?: Tone
  readonly icon?: ReactNode
  readonly outline?: boolean
  readonly title?: string
  readonly children: ReactNode
}

/** A fact in a word or two, always a word beside the colour. */
export function Badge({ tone = 'off', icon, outline, title, children }: BadgeProps) {
  return (
    <span
      className={classNames(styles.badge, outline && styles.outline)}
      style={toneStyle(tone)}
      title={title}
    >
      {icon}
      {children}
    </span>
  )
}

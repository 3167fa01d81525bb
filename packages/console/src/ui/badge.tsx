import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './badge.module.css'

/** A hue of the tokens: `type-access`, `allow`, `report` … */
export type Tone =
  | 'allow'
  | 'deny'
  | 'oblige'
  | 'report'
  | 'off'
  | 'accent'
  | 'type-access'
  | 'type-network'
  | 'type-session'
  | 'type-acl'
  | 'type-rest'
  | 'type-oidc'

/** The tone's colours for whatever stands inside: `style={toneStyle('deny')}`. */
export function toneStyle(tone: Tone): Record<string, string> {
  return { '--tone': `var(--${tone})`, '--tone-soft': `var(--${tone}-soft)` }
}

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

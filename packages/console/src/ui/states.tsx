import { CircleAlert, Info, OctagonX, TriangleAlert } from 'lucide-react'
import type { CSSProperties, ReactNode } from 'react'
import { toneStyle } from './tone.ts'
import { Copyable } from './copyable.tsx'
import { classNames } from './class-names.ts'
import styles from './states.module.css'
import { texts } from './texts.ts'

/** Nothing here yet: the next step in a sentence and a button. */
export function Empty({
  icon,
  title,
  children,
  action,
}: {
  readonly icon: ReactNode
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <div className={styles.empty}>
      <span className={styles.emptyIcon}>{icon}</span>
      <h2 className={styles.emptyTitle}>{title}</h2>
      {children && <p className={styles.emptyText}>{children}</p>}
      {action && <div className={styles.emptyAction}>{action}</div>}
    </div>
  )
}

export interface TroubleProps {
  /** What happened. */
  readonly title: string
  /** Why, and what to do. */
  readonly detail: ReactNode
  readonly requestId?: string | undefined
  readonly action?: ReactNode
}

/** A part of a page that could not be shown or done: what happened, why, what to do, the request id. */
export function Trouble({ title, detail, requestId, action }: TroubleProps) {
  return (
    <div className={styles.trouble} role="alert" style={toneStyle('deny')}>
      <CircleAlert size={18} aria-hidden className={styles.toned} />
      <div className={styles.troubleText}>
        <p className={styles.strong}>{title}</p>
        <div className={styles.second}>{detail}</div>
        <RequestId id={requestId} />
        {action && <div className={styles.troubleAction}>{action}</div>}
      </div>
    </div>
  )
}

export function RequestId({ id }: { readonly id: string | undefined }) {
  if (id === undefined) return null
  return (
    <p className={styles.request}>
      {texts.requestId} <Copyable value={id} thing={texts.requestId} />
    </p>
  )
}

const noteIcons = { accent: Info, report: TriangleAlert, deny: OctagonX } as const

/** A remark that belongs to what stands around it. */
export function Note({
  tone = 'accent',
  title,
  children,
  live,
}: {
  readonly tone?: keyof typeof noteIcons
  readonly title?: string
  readonly children: ReactNode
  readonly live?: boolean
}) {
  const Icon = noteIcons[tone]
  return (
    <div className={styles.note} style={toneStyle(tone)} role={live ? 'status' : undefined}>
      <Icon size={16} aria-hidden className={styles.toned} />
      <div className={styles.noteText}>
        {title && <p className={styles.strong}>{title}</p>}
        <div>{children}</div>
      </div>
    </div>
  )
}

/** The shape of what comes. */
export function Bone({ width, height, round }: { width?: string; height?: number; round?: boolean }) {
  const shape: CSSProperties = { width: width ?? '100%', height: height ?? 12 }
  return <span className={classNames(styles.bone, round && styles.round)} style={shape} />
}

export function Loading({ children }: { readonly children: ReactNode }) {
  return (
    <div role="status" aria-label={texts.loading}>
      <div aria-hidden="true">{children}</div>
    </div>
  )
}

import type { UseQueryResult } from '@tanstack/react-query'
import { ProblemError } from '@sallyport/client'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { Bone, Loading, Trouble } from '../../ui/states.tsx'
import { texts as uiTexts } from '../../ui/texts.ts'
import styles from './account-section.module.css'
import { texts } from './account-texts.ts'
import type { PanelState } from './use-panel.ts'

export interface AccountSectionProps {
  readonly title: string
  readonly lead: string
  readonly panel: PanelState
  /** The button that opens the panel. */
  readonly opener: {
    readonly label: string
    readonly icon?: ReactNode
    readonly disabledReason?: string | undefined
  }
  /** What one has. */
  readonly children?: ReactNode
  /** Where it is changed, while the panel is open. */
  readonly change: ReactNode
}

/** A part of one's account: what it is, what one has, what one can do. */
export function AccountSection({ title, lead, panel, opener, children, change }: AccountSectionProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const wasShown = useRef(panel.shown)
  useEffect(() => {
    if (wasShown.current && !panel.shown) button.current?.focus()
    wasShown.current = panel.shown
  }, [panel.shown])
  return (
    <section className={styles.section} aria-labelledby={id}>
      <header className={styles.header}>
        <div className={styles.words}>
          <h2 id={id} className={styles.title}>
            {title}
          </h2>
          <p className={styles.lead}>{lead}</p>
        </div>
        {!panel.shown && (
          <Button ref={button} icon={opener.icon} disabledReason={opener.disabledReason} onClick={panel.open}>
            {opener.label}
          </Button>
        )}
      </header>
      {children}
      {panel.shown && <Panel label={opener.label}>{change}</Panel>}
    </section>
  )
}

/** Where something of a section is changed, below what there is. */
function Panel({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const panel = box.current
    if (!panel) return
    if (!panel.contains(document.activeElement)) panel.focus({ preventScroll: true })
    panel.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={box} className={styles.panel} role="group" aria-label={label} tabIndex={-1}>
      <div className={styles.narrow}>{children}</div>
    </div>
  )
}

/** What was asked for, its shape while it comes, or why it does not. */
export function Asked<Data>({
  query,
  children,
}: {
  readonly query: UseQueryResult<Data>
  readonly children: (data: Data) => ReactNode
}) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) {
    const problem = query.error instanceof ProblemError ? query.error : undefined
    return (
      <Trouble
        title={texts.loadFailed}
        detail={problem?.problem.detail ?? query.error.message}
        requestId={problem?.requestId}
        action={
          <Button size="small" onClick={() => void query.refetch()}>
            {uiTexts.retry}
          </Button>
        }
      />
    )
  }
  return (
    <Loading>
      <div className={styles.skeleton}>
        <Bone width="40%" />
        <Bone width="65%" />
      </div>
    </Loading>
  )
}

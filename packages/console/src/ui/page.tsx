import { type ReactNode, useEffect, useRef } from 'react'
import { arrival } from './arrival.ts'
import { classNames } from './class-names.ts'
import styles from './page.module.css'

export interface PageProps {
  /** Of the browser tab, and of the heading unless that is drawn otherwise. */
  readonly title: string
  readonly above?: ReactNode
  readonly heading?: ReactNode
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  /** For tables that need the window's whole width. */
  readonly wide?: boolean
  readonly children: ReactNode
}

/** The frame of every page: its title for the tab, one `h1` that takes the focus when one arrives, what can be done. */
export function Page({ title, above, heading, lead, actions, wide, children }: PageProps) {
  const heading1 = useRef<HTMLHeadingElement>(null)
  useEffect(() => arrival.focus(heading1.current), [])
  return (
    <div className={classNames(styles.page, wide && styles.wide)}>
      <title>{`${title} · Sallyport`}</title>
      <header className={styles.header}>
        {above && <div className={styles.above}>{above}</div>}
        <div className={styles.line}>
          <div className={styles.heading}>
            <h1 ref={heading1} tabIndex={-1} className={styles.title}>
              {heading ?? title}
            </h1>
            {lead && <div className={styles.lead}>{lead}</div>}
          </div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </div>
      </header>
      {children}
    </div>
  )
}

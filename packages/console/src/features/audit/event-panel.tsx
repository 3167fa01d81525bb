import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { IconButton } from '../../ui/button.tsx'
import { EventDetail } from './event-detail.tsx'
import styles from './event-panel.module.css'
import { texts } from './texts.ts'
import type { Audit } from './use-audit.ts'

export interface EventPanelProps {
  readonly id: string
  readonly audit: Audit
  readonly onClose: () => void
}

/** Beside the events, so that one walks them and reads. */
export function EventPanel({ id, audit, onClose }: EventPanelProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const before = useRef<string>(undefined)
  useEffect(() => {
    const switched = before.current !== undefined && before.current !== id
    before.current = id
    // Only when somebody came from a row or from this place: an address that was opened leaves the focus alone.
    const from = document.activeElement
    if (from?.hasAttribute('data-row') || (switched && from === document.body)) {
      heading.current?.focus({ preventScroll: true })
    }
  }, [id])
  return (
    <aside className={styles.panel} aria-label={texts.panel.label}>
      <header className={styles.header}>
        <h2 ref={heading} tabIndex={-1} className={styles.title}>
          {texts.panel.label}
        </h2>
        <IconButton label={texts.panel.close} size="small" onClick={onClose}>
          <X size={16} aria-hidden />
        </IconButton>
      </header>
      <EventDetail key={id} id={id} audit={audit} />
    </aside>
  )
}

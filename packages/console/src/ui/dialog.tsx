import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { IconButton } from './button.tsx'
import { classNames } from './class-names.ts'
import styles from './dialog.module.css'
import { texts } from './texts.ts'

export interface DialogProps {
  readonly title: string
  readonly description?: ReactNode
  readonly open: boolean
  readonly onClose: () => void
  readonly children?: ReactNode
  /** The buttons, the deciding one last. */
  readonly actions?: ReactNode
  /** `sheet` slides in from the side, for what needs reading; `centre` asks one short question. */
  readonly shape?: 'sheet' | 'centre' | 'left'
  /** Where focus goes when it opens; the first control when absent. */
  readonly focusFirst?: () => HTMLElement | null
}

export function Dialog({
  title,
  description,
  open,
  onClose,
  children,
  actions,
  shape,
  focusFirst,
}: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={styles.scrim} />
        <Radix.Content
          className={classNames(styles.panel, styles[shape ?? 'centre'])}
          onOpenAutoFocus={(event) => {
            const first = focusFirst?.()
            if (!first) return
            event.preventDefault()
            first.focus()
          }}
          {...(!description && { 'aria-describedby': undefined })}
        >
          <header className={styles.header}>
            <div className={styles.heading}>
              <Radix.Title className={styles.title}>{title}</Radix.Title>
              {description && (
                <Radix.Description className={styles.description} asChild>
                  <div>{description}</div>
                </Radix.Description>
              )}
            </div>
            <Radix.Close asChild>
              <IconButton label={texts.close} size="small" plain>
                <X size={16} aria-hidden />
              </IconButton>
            </Radix.Close>
          </header>
          {children && <div className={styles.body}>{children}</div>}
          {actions && <footer className={styles.actions}>{actions}</footer>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

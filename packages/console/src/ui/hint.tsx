import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import styles from './hint.module.css'

const delay = 300

/**
 * A word or a sentence beside a control, while it is pointed at or focused. Seen only: the control itself tells it to a
 * screen reader. It can be pointed at, and Escape puts it away (WCAG 1.4.13).
 */
export function Hint({
  text,
  wide,
  children,
}: {
  readonly text: string
  readonly wide?: boolean
  readonly children: ReactNode
}) {
  const id = useId()
  const anchor = useRef<HTMLSpanElement>(null)
  const bubble = useRef<HTMLSpanElement>(null)
  const timer = useRef<number>(undefined)
  const [open, setOpen] = useState(false)

  const show = (after: number) => {
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => setOpen(true), after)
  }
  const hide = () => {
    window.clearTimeout(timer.current)
    setOpen(false)
  }
  useEffect(() => () => window.clearTimeout(timer.current), [])
  useEffect(() => {
    const [control, words] = [anchor.current, bubble.current]
    if (!open || !control || !words) return
    words.showPopover()
    place(words, control.getBoundingClientRect())
    const escape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setOpen(false)
    }
    document.addEventListener('keydown', escape)
    return () => {
      document.removeEventListener('keydown', escape)
      if (words.isConnected) words.hidePopover()
    }
  }, [open])

  return (
    <span
      ref={anchor}
      className={wide ? styles.wide : styles.anchor}
      onPointerEnter={(event) => event.pointerType !== 'touch' && show(delay)}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={(event) => event.target.matches(':focus-visible') && show(0)}
      onBlur={hide}
    >
      {children}
      <span ref={bubble} id={id} popover="manual" className={styles.hint} aria-hidden="true">
        {text}
      </span>
    </span>
  )
}

/** Above the control where there is room, else below; always inside the window. */
function place(words: HTMLElement, control: DOMRect): void {
  const { width, height } = words.getBoundingClientRect()
  const left = control.left + control.width / 2 - width / 2
  words.style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`
  words.style.top = `${control.top > height + 8 ? control.top - height : control.bottom}px`
}

import { type RefObject, useEffect, useRef } from 'react'

/** Where a step went away with what had the focus, the focus goes to the next step instead of nowhere. */
export function useKeptFocus(step: string): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body)
      box.current?.focus({ preventScroll: true })
  }, [step])
  return box
}

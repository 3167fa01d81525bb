import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { afterKey, barAt, type Cursor, rangeOf } from './bar-cursor.ts'

export type OnSelect = (first: number, last: number) => void

/** Moves among the bars by pointer and by key; `onSelect` is told what was chosen once it is let go or entered. */
export function useBarCursor(bars: number, onSelect: OnSelect | undefined) {
  const [cursor, setCursor] = useState<Cursor>({})
  const choose = (range: readonly [number, number] | undefined) => {
    setCursor({})
    if (range) onSelect?.(...range)
  }
  const under = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    return barAt((event.clientX - left) / width, bars)
  }
  const pressed = (event: KeyboardEvent<HTMLElement>) => {
    const next = afterKey(
      cursor,
      { key: event.key, shiftKey: event.shiftKey && onSelect !== undefined },
      bars,
    )
    if (next) setCursor(next)
    else if (event.key === 'Enter' && onSelect) choose(rangeOf(cursor) ?? both(cursor.at))
    else if (event.key === 'Escape' && cursor.from !== undefined) {
      setCursor(cursor.at === undefined ? {} : { at: cursor.at })
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const handlers = {
    onKeyDown: pressed,
    onFocus: () => setCursor((now) => ({ at: bars - 1, ...now })),
    onBlur: () => setCursor({}),
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || bars === 0) return
      const at = under(event)
      event.currentTarget.setPointerCapture(event.pointerId)
      setCursor(onSelect ? { at, from: at } : { at })
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const at = under(event)
      if (bars > 0) setCursor((now) => (now.at === at ? now : { ...now, at }))
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      if (onSelect && event.currentTarget.hasPointerCapture(event.pointerId)) choose(rangeOf(cursor))
    },
    onPointerCancel: () => setCursor({}),
    onPointerLeave: (event: PointerEvent<HTMLElement>) => {
      if (!event.currentTarget.hasPointerCapture(event.pointerId)) setCursor({})
    },
  }
  return { at: cursor.at, range: rangeOf(cursor), handlers }
}

function both(at: number | undefined): readonly [number, number] | undefined {
  return at === undefined ? undefined : [at, at]
}

import { useEffect, useEffectEvent } from 'react'
import styles from './keys.module.css'

export type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>

const setting = 'sallyport.keys'

/** Single-letter keys can be switched off by those whom they disturb (WCAG 2.1.4). */
export const letterKeys = {
  on: () => localStorage.getItem(setting) !== 'off',
  set: (on: boolean) => localStorage.setItem(setting, on ? 'on' : 'off'),
}

/**
 * Keys of a page: `{ j: next, '/': search, 'mod+k': palette }`. `mod` is Command on a Mac and Control elsewhere. Plain
 * keys are left alone while one types, and while a dialog is open.
 */
export function useKeys(keys: Keys): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return
    const modified = event.metaKey || event.ctrlKey
    if (!modified && (isTyping(event.target) || isDialogOpen() || !letterKeys.on())) return
    const run = keys[modified ? `mod+${event.key.toLowerCase()}` : event.key]
    if (!run) return
    event.preventDefault()
    run(event)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      pressed(event)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

/** How the palette's key is written on this machine. */
export const modKey = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl'

export function Key({ children }: { readonly children: string }) {
  return <kbd className={styles.key}>{children}</kbd>
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input:not([type=radio], [type=checkbox]), textarea, select') !== null
  )
}

function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null
}

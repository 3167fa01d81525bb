import { useEffect, useEffectEvent } from 'react'
import styles from './keys.module.css'

export type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>

const setting = 'sallyport.keys'

/** Single-letter keys can be switched off by those whom they disturb (WCAG 2.1.4). */
export const letterKeys = {
  on: () => localStorage.getItem(setting) !== 'off',
  set: (on: boolean) => localStorage.setItem(setting, on ? 'on' : 'off'),
}

/** What a page's keys do, in words, for the list of keys. */
export interface KeyHelp {
  readonly title: string
  readonly keys: Readonly<Record<string, string>>
}

const shown = new Set<KeyHelp>()

/** The keys of the page at hand, as its parts have told them. */
export function keysOfPage(): readonly KeyHelp[] {
  return [...shown]
}

const patience = 1_200
let begun: { readonly key: string; readonly at: number } | undefined

/**
 * Keys of a page: `{ j: next, '/': search, 'mod+k': palette, 'g p': policies }`. `mod` is Command on a Mac and Control
 * elsewhere; `g p` is one after the other. Plain keys are left alone while one types, and while a dialog is open.
 */
export function useKeys(keys: Keys, help?: KeyHelp): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return
    const modified = event.metaKey || event.ctrlKey
    if (!modified && (isTyping(event.target) || isDialogOpen() || !letterKeys.on())) return
    const first = begun !== undefined && event.timeStamp - begun.at < patience ? `${begun.key} ` : ''
    const run = keys[modified ? `mod+${event.key.toLowerCase()}` : first + event.key]
    if (run) {
      event.preventDefault()
      begun = undefined
      run(event)
    } else if (!modified && Object.keys(keys).some((key) => key.startsWith(`${event.key} `)))
      begun = { key: event.key, at: event.timeStamp }
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      pressed(event)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
  useEffect(() => {
    if (!help) return
    shown.add(help)
    return () => {
      shown.delete(help)
    }
  }, [help])
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

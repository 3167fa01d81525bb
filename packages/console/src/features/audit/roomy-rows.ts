import { useSyncExternalStore } from 'react'

const key = 'sallyport.roomy-rows'
const listeners = new Set<() => void>()

/** 40 pixels a row instead of 32: kept in this browser. */
export const roomyRows = {
  on: () => localStorage.getItem(key) === 'on',
  set: (on: boolean) => {
    localStorage.setItem(key, on ? 'on' : 'off')
    for (const listener of listeners) listener()
  },
}

export function useRoomyRows(): boolean {
  return useSyncExternalStore((changed) => {
    listeners.add(changed)
    return () => listeners.delete(changed)
  }, roomyRows.on)
}

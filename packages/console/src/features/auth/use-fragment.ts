import { useSyncExternalStore } from 'react'

/** A member of the address's fragment, which is never sent to a server: `/setup#token=…`. */
export function useFragment(name: string): string | undefined {
  return useSyncExternalStore(
    (changed) => {
      window.addEventListener('hashchange', changed)
      return () => {
        window.removeEventListener('hashchange', changed)
      }
    },
    () => new URLSearchParams(location.hash.slice(1)).get(name) ?? undefined,
  )
}

import { useSyncExternalStore } from 'react'

/** Whether the window is so now: `useMedia('(max-width: 820px)')`. For what differs in more than its look. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query)
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => matchMedia(query).matches,
  )
}

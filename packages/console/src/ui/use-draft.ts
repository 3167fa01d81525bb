import { useCallback, useState } from 'react'

const prefix = 'sallyport.draft:'

/**
 * What is being typed, kept in this tab: a refresh, an expired session or a conflict loses nothing. `forget` once it
 * was saved or thrown away on purpose.
 */
export function useDraft(
  key: string,
  initial: string,
): { value: string; kept: boolean; set: (value: string) => void; forget: () => void } {
  const [draft, setDraft] = useState(() => ({
    key,
    value: sessionStorage.getItem(prefix + key) ?? undefined,
  }))
  const value = draft.key === key ? draft.value : undefined
  const set = useCallback(
    (next: string) => {
      sessionStorage.setItem(prefix + key, next)
      setDraft({ key, value: next })
    },
    [key],
  )
  const forget = useCallback(() => {
    sessionStorage.removeItem(prefix + key)
    setDraft({ key, value: undefined })
  }, [key])
  return { value: value ?? initial, kept: value !== undefined, set, forget }
}

/** On signing out: drafts belong to a person. */
export function forgetAllDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key)
}

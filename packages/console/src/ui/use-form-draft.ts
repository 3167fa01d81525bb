import { useDraft } from './use-draft.ts'

/**
 * A form of several fields, kept as `useDraft` keeps a text. `read` answers nothing for what is no such form: an earlier
 * console may have kept another. Never for what is secret.
 */
export function useFormDraft<Form>(
  key: string,
  initial: Form,
  read: (kept: unknown) => Form | undefined,
): { value: Form; kept: boolean; set: (form: Form) => void; forget: () => void } {
  const { value, set, forget } = useDraft(key, '')
  const form = read(parsed(value))
  return {
    value: form ?? initial,
    kept: form !== undefined,
    set: (next) => set(JSON.stringify(next)),
    forget,
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

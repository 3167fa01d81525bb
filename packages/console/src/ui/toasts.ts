export interface Toast {
  readonly id: number
  readonly text: string
  readonly tone: 'allow' | 'deny'
  readonly action?: { readonly label: string; readonly run: () => void }
}

let all: readonly Toast[] = []
let last = 0
const listeners = new Set<() => void>()

export const toasts = {
  current: () => all,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

/** Says what happened, and how to take it back where that can be done. */
export function toast(text: string, options: Partial<Pick<Toast, 'tone' | 'action'>> = {}): void {
  last += 1
  replace([...all, { tone: 'allow' as const, ...options, id: last, text }].slice(-3))
}

export function dismiss(id: number): void {
  replace(all.filter((one) => one.id !== id))
}

function replace(next: readonly Toast[]): void {
  all = next
  for (const listener of listeners) listener()
}

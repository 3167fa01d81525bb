import { useKeys } from '../../ui/keys.tsx'
import { texts } from './texts.ts'
import type { Audit } from './use-audit.ts'

/** The link of an event's row, if it is shown. */
export function rowLink(id: string | undefined): HTMLElement | null {
  return id === undefined ? null : document.querySelector(`[data-row="${CSS.escape(id)}"]`)
}

const rowKeys = {
  title: texts.title,
  keys: { j: texts.keys.next, k: texts.keys.previous, Enter: texts.keys.open, '/': texts.keys.search },
}

/**
 * `j` and `k`: the next and the one before, shown at once when one is shown, else focused so that Enter shows it. `esc`
 * closes what is shown.
 */
export function useRowKeys(audit: Audit, onClose: () => void): void {
  useKeys(
    {
      j: () => moveBy(audit, 1),
      k: () => moveBy(audit, -1),
      ...(audit.event !== undefined && { Escape: onClose }),
    },
    rowKeys,
  )
}

export function moveBy({ rows, event, show, events }: Audit, step: 1 | -1): void {
  const here = event ?? document.activeElement?.getAttribute('data-row')
  const at = rows.findIndex(({ id }) => id === here)
  const next = rows[at === -1 ? (step === 1 ? 0 : rows.length - 1) : at + step]
  if (!next) {
    if (step === 1 && events.hasNextPage && !events.isFetchingNextPage) void events.fetchNextPage()
    return
  }
  const link = rowLink(next.id)
  link?.closest('tr')?.scrollIntoView({ block: 'nearest' })
  if (event === undefined) link?.focus({ preventScroll: true })
  else show(next.id)
}

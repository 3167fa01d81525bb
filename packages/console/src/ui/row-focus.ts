/** `j` and `k`: the focus is the selection, and Enter opens it as any link. */
export function moveFocus(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
  const at = rows.findIndex((row) => row === document.activeElement)
  const start = step === 1 ? 0 : rows.length - 1
  const row = rows[at === -1 ? start : Math.min(rows.length - 1, Math.max(0, at + step))]
  row?.focus({ preventScroll: true })
  row?.closest('tr, article')?.scrollIntoView({ block: 'nearest' })
}

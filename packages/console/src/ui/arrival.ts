/**
 * Where the focus goes when a page arrives: to its heading, so that a screen reader says where one is. Not on the very
 * first page of a visit, where the skip link comes first, and not where the page put the focus somewhere itself.
 */
let moved = false

export const arrival = {
  begin(): void {
    moved = true
  },
  focus(heading: HTMLElement | null): void {
    const page = heading?.closest('main')
    if (moved && heading && !page?.contains(document.activeElement)) heading.focus({ preventScroll: true })
  },
}

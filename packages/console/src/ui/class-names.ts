/** Joins those that are there: `classNames(styles.row, selected && styles.selected)`. */
export function classNames(...names: readonly (string | false | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}

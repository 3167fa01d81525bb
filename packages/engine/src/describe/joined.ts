/** “a, b and c”: the word before the last may depend on what it comes before. `isApart`: some of the parts are joined themselves. */
export function joined(parts: readonly string[], word: (next: string) => string, isApart = false): string {
  const [end = '', ...others] = parts.toReversed()
  if (others.length === 0) return end
  return `${others.toReversed().join(', ')}${isApart ? ',' : ''} ${word(end)} ${end}`
}

/** Some of the parts have commas of their own. */
export function haveCommas(parts: readonly string[]): boolean {
  return parts.some((part) => part.includes(', '))
}

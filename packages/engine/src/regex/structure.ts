/** Where the parentheses and bars of a regular expression are; escapes, classes and `\Q…\E` are stepped over. */
export function* structure(text: string): Generator<readonly [char: string, index: number]> {
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charAt(index)
    if (char === '\\') index = endOfEscape(text, index)
    else if (char === '[') index = endOfClass(text, index)
    else if (char === '(' || char === ')' || char === '|') yield [char, index]
  }
}

/** Index of the parenthesis that closes the group that a text begins with. */
export function endOfGroup(text: string): number | undefined {
  let depth = 0
  for (const [char, index] of structure(text)) {
    if (char === '|') continue
    depth += char === '(' ? 1 : -1
    if (depth === 0) return index
  }
  return undefined
}

export function hasTopLevelAlternation(text: string): boolean {
  let depth = 0
  for (const [char] of structure(text)) {
    if (char === '|' && depth === 0) return true
    if (char !== '|') depth += char === '(' ? 1 : -1
  }
  return false
}

function endOfEscape(text: string, start: number): number {
  if (text.charAt(start + 1) !== 'Q') return start + 1
  const end = text.indexOf('\\E', start + 2)
  return end < 0 ? text.length : end + 1
}

/** Index of the bracket that closes the class that opens at `start`. */
export function endOfClass(text: string, start: number): number {
  let index = start + 1
  if (text.charAt(index) === '^') index += 1
  // A bracket that comes first stands for itself.
  if (text.charAt(index) === ']') index += 1
  for (; index < text.length; index += 1) {
    const char = text.charAt(index)
    if (char === ']') return index
    if (char === '\\') index += 1
    const posix = char === '[' && text.charAt(index + 1) === ':' ? text.indexOf(':]', index + 2) : -1
    if (posix > 0) index = posix + 1
  }
  return text.length
}

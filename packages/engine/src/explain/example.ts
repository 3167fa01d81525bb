/** A text that a simple regular expression matches: first alternatives, repetitions left out. */
export function exampleOf(pattern: string): string {
  let text = pattern.replace(/^\^|\$$/g, '')
  const group = /\((?:\?(?:P<\w+>|[a-z]*:))?([^()|]*)(?:\|[^()]*)?\)[*+?]?/
  for (let depth = 0; depth < 8 && group.test(text); depth += 1)
    text = text.replace(new RegExp(group, 'g'), '$1')
  return (text.split('|')[0] ?? '')
    .replace(/\[\\?([^\]^])[^\]]*\](?:[*+?]|\{\d+,?\d*\})?/g, '$1')
    .replace(/\\d[+?]?/g, '0')
    .replace(/\\w[+?]?/g, 'a')
    .replace(/\\s[+?]?/g, ' ')
    .replace(/(?<!\\)\.\+|(?<!\\)\.(?![*?])/g, 'a')
    .replace(/(?<!\\)\.[*?]/g, '')
    .replace(/(?<!\\)[*+?^$]/g, '')
    .replace(/\\(.)/g, '$1')
}

/** A text that a pattern refuses because it begins with what must not stand there: `(?!protected).*`. */
export function refusedBy(pattern: string): string[] {
  return [...pattern.matchAll(/\(\?!([^()]*)\)/g)].map(([, refused = '']) => exampleOf(refused))
}

/** A path that a simple glob of Cells matches. */
export function pathLike(glob: string): string {
  return glob
    .replace(/^\([ip]+\)/, '')
    .replace(/\{([^{},]*)[^{}]*\}/g, '$1')
    .replace(/\*+|\?/g, 'a')
    .replace(/\\(.)/g, '$1')
}

/** What `{{.Key}}` must stand for in a simple text or pattern, so that it is a value. */
export function insertedIn(text: string, value: string): string {
  const [before = '', after = ''] = text.replace(/^\^|\$$/g, '').split(/\{\{[^{}]*\}\}/)
  const isAround = value.startsWith(before) && value.endsWith(after)
  return isAround ? value.slice(before.length, value.length - after.length) : value
}

/** Groups within groups that are looked into. */
const deepest = 8

/** A text that a simple regular expression matches: the first of alternatives, as few repetitions as may be. */
export function exampleOf(pattern: string): string {
  let text = pattern
  const group = /\((?:\?(?:P?<\w+>|[a-z]*:?))?((?:\\.|[^()|\\])*)(?:\|(?:\\.|[^()\\])*)?\)/g
  for (let depth = 0; depth < deepest; depth += 1) text = text.replace(group, '$1')
  return (text.split(/(?<!\\)\|/)[0] ?? '')
    .replace(/\\d/g, '0')
    .replace(/\\w/g, 'a')
    .replace(/\\s/g, ' ')
    .replace(/\[\\?([^\]^])[^\]]*\]/g, '\\$1')
    .replace(/(?<!\\)\.[*?]/g, '')
    .replace(/(?<!\\)\./g, 'a')
    .replace(/(\\?.)\{(\d+)(?:,\d*)?\}/g, (_all, one: string, times: string) => one.repeat(Number(times)))
    .replace(/(?<!\\)[*+?^$]/g, '')
    .replace(/\\(.)/g, '$1')
}

/** Texts that a pattern refuses because of how they begin: `user=(?!admin).*` refuses `user=admin`. */
export function refusedBy(pattern: string): string[] {
  const before = pattern.slice(0, Math.max(0, pattern.indexOf('(?!')))
  return [...pattern.matchAll(/\(\?!([^()]*)\)/g)].map(([, refused = '']) => exampleOf(before + refused))
}

/** A path that a simple glob of Cells matches. */
export function pathLike(glob: string): string {
  return glob
    .replace(/^\([ip]+\)/, '')
    .replace(/\{([^{},]*)[^{}]*\}/g, '$1')
    .replace(/(?<!\\)(?:\*+|\?)/g, 'a')
    .replace(/\\(.)/g, '$1')
}

/** What `{{.Key}}` must stand for in a simple text or pattern, so that it is a value; of a text without it, the value. */
export function insertedIn(text: string, value: string): string {
  const [before = '', after] = text.replace(/^\^|\$$/g, '').split(/\{\{[^{}]*\}\}/)
  const isAround = after !== undefined && value.startsWith(before) && value.endsWith(after)
  return isAround ? value.slice(before.length, value.length - after.length) : value
}

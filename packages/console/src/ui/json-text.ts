export type TokenKind = 'key' | 'string' | 'number' | 'word' | 'mark' | 'space' | 'other'

export interface Token {
  readonly kind: TokenKind
  readonly text: string
}

const pattern =
  /("(?:[^"\\\n]|\\.)*"?)(\s*:)?|(-?\d[\d.eE+-]*)|(true|false|null)\b|([{}[\],:])|(\s+)|([^\s{}[\],:"]+)/g

/** JSON in its parts, for colour; also while it is being typed and isn't JSON yet. Together they are the text again. */
export function tokens(text: string): readonly Token[] {
  return [...text.matchAll(pattern)].flatMap(
    ([, string, colon, number, word, mark, space, other]): Token[] => {
      if (string !== undefined) {
        return colon === undefined
          ? [{ kind: 'string', text: string }]
          : [
              { kind: 'key', text: string },
              { kind: 'mark', text: colon },
            ]
      }
      if (number !== undefined) return [{ kind: 'number', text: number }]
      if (word !== undefined) return [{ kind: 'word', text: word }]
      if (mark !== undefined) return [{ kind: 'mark', text: mark }]
      if (space !== undefined) return [{ kind: 'space', text: space }]
      return [{ kind: 'other', text: other ?? '' }]
    },
  )
}

/** The line (from 1) on which the member of that path stands, or the nearest one above it: `statements[0].when`. */
export function lineOf(text: string, path: string): number | undefined {
  const wanted = [...path.matchAll(/[^.[\]]+/g)].map(([segment]) => segment)
  const places = membersOf(text)
  for (let depth = wanted.length; depth >= 0; depth -= 1) {
    const at = places.get(wanted.slice(0, depth).join('/'))
    if (at !== undefined) return text.slice(0, at).split('\n').length
  }
  return undefined
}

/** Where in the text each member begins, by its path: `statements/0/when`. Reads as far as the text is JSON. */
function membersOf(text: string): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  const open: { path: string; array: boolean; index: number; key: string | undefined }[] = []
  let at = 0
  const here = (): string => {
    const parent = open.at(-1)
    if (!parent) return ''
    const member = parent.array ? String(parent.index) : (parent.key ?? '')
    return parent.path === '' ? member : `${parent.path}/${member}`
  }
  for (const token of tokens(text)) {
    const parent = open.at(-1)
    const start = token.text.trim()
    if (token.kind === 'key' && parent) {
      parent.key = unquote(token.text)
      places.set(here(), at)
    } else if (start === ',' && parent) {
      parent.index += 1
    } else if (start === '{' || start === '[') {
      if (!places.has(here())) places.set(here(), at)
      open.push({ path: here(), array: start === '[', index: 0, key: undefined })
    } else if (start === '}' || start === ']') {
      open.pop()
    } else if (token.kind !== 'space' && token.kind !== 'mark' && !places.has(here())) {
      places.set(here(), at)
    }
    at += token.text.length
  }
  return places
}

function unquote(text: string): string {
  try {
    return String(JSON.parse(text))
  } catch {
    return text.replaceAll('"', '')
  }
}

/** Why a text is not JSON, and on which line, in words that don't change with the browser. */
export function parseJson(
  text: string,
): { ok: true; value: unknown } | { ok: false; message: string; line: number } {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    const told = error instanceof Error ? error.message : ''
    const position = Number(/position (\d+)/.exec(told)?.[1] ?? text.length)
    const line = Number(/line (\d+)/.exec(told)?.[1] ?? text.slice(0, position).split('\n').length)
    const early = /end of|unterminated/i.test(told) || position >= text.trimEnd().length
    return { ok: false, message: early ? tooEarly : inTheMiddle(text[position]), line }
  }
}

const tooEarly = 'The text ends too early: a bracket or a quote is still open.'

function inTheMiddle(found: string | undefined): string {
  const what = found === undefined ? 'Something' : `“${found}”`
  return `${what} is unexpected here. A comma or a quote before it may be missing, or one too many.`
}

const lineLength = 76

/** JSON as one would write it by hand: what fits on a line stays on one, unless it has parts that have parts. */
export function formatJson(value: unknown, indent = ''): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const list = Array.isArray(value)
  const inside = `${indent}  `
  const members: readonly [prefix: string, value: unknown][] = list
    ? value.map((one: unknown) => ['', one])
    : Object.entries(value).flatMap(([name, one]) =>
        one === undefined ? [] : [[`${JSON.stringify(name)}: `, one]],
      )
  const [open, close] = list ? ['[', ']'] : ['{', '}']
  if (members.length === 0) return open + close
  if (indent !== '' && members.every(([, one]) => isPlain(one))) {
    const line = members.map(([prefix, one]) => prefix + formatJson(one, inside)).join(', ')
    const padded = list ? `[${line}]` : `{ ${line} }`
    if (!padded.includes('\n') && indent.length + padded.length <= lineLength) return padded
  }
  return `${open}\n${members.map(([prefix, one]) => inside + prefix + formatJson(one, inside)).join(',\n')}\n${indent}${close}`
}

/** A value, or a list or an object of nothing but values. */
function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  return Object.values(value).every((one) => typeof one !== 'object' || one === null)
}

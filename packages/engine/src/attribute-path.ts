import { isObject, own } from './json.ts'
import type { AccessRequest, Json, JsonObject } from './model.ts'

const roots = ['subject', 'action', 'resource', 'context']

/** Derived from `context.time` in a zone; what a request sends under these names is ignored. */
export const derivedPaths = ['context.time_of_day', 'context.day_of_week', 'context.date']

/** The full form of a path: a first segment that is no root of the request is a context attribute. */
export function canonicalPath(path: string): string {
  return readingOf(path).canonical
}

/** What stands at a path, or undefined: own members of objects only, null is missing, lists are values. */
export function readPath(request: AccessRequest, path: string): Json | undefined {
  const [root, ...rest] = readingOf(path).segments
  let value: Json | undefined
  if (root === 'context') value = request.context
  else if (root === 'subject' || root === 'resource' || root === 'action') {
    const member = rest.shift() ?? ''
    // Ancestors are not an attribute.
    if (!members[root].includes(member)) return undefined
    value = own(request[root] as unknown as JsonObject, member)
  }
  for (const segment of rest) value = isObject(value) ? own(value, segment) : undefined
  return value ?? undefined
}

const members = {
  subject: ['type', 'id', 'properties'],
  action: ['name', 'properties'],
  resource: ['type', 'id', 'properties'],
} satisfies { readonly [root: string]: readonly string[] }

interface Reading {
  readonly canonical: string
  readonly segments: readonly string[]
}

/** Paths are few, and are read again and again. */
const known = new Map<string, Reading>()
const mostKnown = 10_000

function readingOf(path: string): Reading {
  const before = known.get(path)
  if (before !== undefined) return before
  const segments = path.split('.')
  const isFull = roots.includes(segments[0] ?? '') && segments.length > 1
  const reading = isFull
    ? { canonical: path, segments }
    : { canonical: `context.${path}`, segments: ['context', ...segments] }
  if (known.size >= mostKnown) known.clear()
  known.set(path, reading)
  return reading
}

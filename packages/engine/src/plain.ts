import type { Json } from './model.ts'

export interface Bounds {
  /** Levels of nesting. */
  readonly depth: number
  /** Values of all kinds, together. */
  readonly values: number
  /** Of a request: members that are null are left out, for null is missing, and nobody asks what texts are made of. */
  readonly isRequest?: true
}

export type Trouble = 'too_deep' | 'too_many' | 'not_json' | 'bad_text'

/**
 * A deep copy that holds nothing but JSON: own enumerable data properties of objects and arrays.
 * Getters are not run, prototypes not read, cycles end at the depth bound; `undefined` is absent.
 * It is the only door by which anything from outside enters the engine.
 */
export function plain(
  input: unknown,
  bounds: Bounds,
  report: (path: string, trouble: Trouble) => void,
): Json | undefined {
  let left = bounds.values
  /** The names and places on the way to what is copied: they become a path only when there is something to report. */
  const trail: (string | number)[] = []
  const fault = (trouble: Trouble) => report(pathOf(trail), trouble)
  const copy = (value: unknown, depth: number): Json | undefined => {
    left -= 1
    if (left < 0) {
      if (left === -1) fault('too_many')
      return undefined
    }
    if (typeof value === 'string') {
      if (bounds.isRequest !== true && isBadText(value)) fault('bad_text')
      return value
    }
    if (value === null || typeof value === 'boolean') return value
    if (typeof value === 'number' && Number.isFinite(value)) return value
    if (typeof value !== 'object' || ArrayBuffer.isView(value)) {
      fault('not_json')
      return undefined
    }
    if (depth >= bounds.depth) {
      fault('too_deep')
      return undefined
    }
    return Array.isArray(value) ? copyList(value, depth) : copyObject(value, depth)
  }

  const copyList = (list: readonly unknown[], depth: number): Json | undefined => {
    if (list.length > left) {
      fault('too_many')
      left = -1
      return undefined
    }
    const items: Json[] = []
    for (let index = 0; index < list.length; index += 1) {
      trail.push(index)
      items.push(copy(dataOf(list, String(index)), depth + 1) ?? null)
      trail.pop()
    }
    return items
  }

  const copyObject = (object: object, depth: number): Json => {
    const result: { [member: string]: Json } = {}
    for (const member of Object.keys(object)) {
      const data = dataOf(object, member)
      if (data === undefined || (data === null && bounds.isRequest === true)) continue
      if (bounds.isRequest !== true && isBadText(member)) fault('bad_text')
      trail.push(member)
      const value = copy(data, depth + 1)
      trail.pop()
      if (value !== undefined) put(result, member, value)
      if (left < 0) break
    }
    return result
  }

  return copy(input, 0)
}

function pathOf(trail: readonly (string | number)[]): string {
  return trail.reduce<string>((path, step) => {
    if (typeof step === 'number') return `${path}[${step}]`
    return path === '' ? step : `${path}.${step}`
  }, '')
}

/** A member called `__proto__` is data like any other, so it is defined: what is assigned is faster to read. */
function put(object: { [member: string]: Json }, member: string, value: Json): void {
  if (member !== '__proto__') object[member] = value
  else Object.defineProperty(object, member, { value, enumerable: true, writable: true, configurable: true })
}

function dataOf(holder: object, member: string): unknown {
  const descriptor = Object.getOwnPropertyDescriptor(holder, member)
  return descriptor === undefined ? undefined : (descriptor.value as unknown)
}

/** NUL ends strings elsewhere, and half of a surrogate pair is no character: neither survives storage. */
function isBadText(text: string): boolean {
  return text.includes('\0') || /[\uD800-\uDFFF]/u.test(text)
}

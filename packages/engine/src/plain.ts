import type { Json } from './model.ts'

export interface Bounds {
  /** Levels of nesting. */
  readonly depth: number
  /** Values of all kinds, together. */
  readonly values: number
  /** Members that are null are left out: in a request null is missing. */
  readonly dropNulls?: true
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
  const copy = (value: unknown, path: string, depth: number): Json | undefined => {
    left -= 1
    if (left < 0) {
      if (left === -1) report(path, 'too_many')
      return undefined
    }
    if (typeof value === 'string') {
      if (isBadText(value)) report(path, 'bad_text')
      return value
    }
    if (value === null || typeof value === 'boolean') return value
    if (typeof value === 'number' && Number.isFinite(value)) return value
    if (typeof value !== 'object' || ArrayBuffer.isView(value)) {
      report(path, 'not_json')
      return undefined
    }
    if (depth >= bounds.depth) {
      report(path, 'too_deep')
      return undefined
    }
    return Array.isArray(value) ? copyList(value, path, depth) : copyObject(value, path, depth)
  }

  const copyList = (list: readonly unknown[], path: string, depth: number): Json | undefined => {
    if (list.length > left) {
      if (left >= 0) report(path, 'too_many')
      left = -1
      return undefined
    }
    const items: Json[] = []
    for (let index = 0; index < list.length; index += 1) {
      items.push(copy(dataOf(list, String(index)), `${path}[${index}]`, depth + 1) ?? null)
    }
    return items
  }

  const copyObject = (object: object, path: string, depth: number): Json => {
    const result: { [member: string]: Json } = {}
    for (const member of Object.keys(object)) {
      const data = dataOf(object, member)
      if (data === undefined || (data === null && bounds.dropNulls === true)) continue
      if (isBadText(member)) report(path, 'bad_text')
      const value = copy(data, path === '' ? member : `${path}.${member}`, depth + 1)
      if (value !== undefined) put(result, member, value)
      if (left < 0) break
    }
    return result
  }

  return copy(input, '', 0)
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

/**
 * Keys of the index are numbers of 32 bits. Two things may come to have one key: then a statement is looked at for
 * nothing, and its guard says so.
 */
export function mix(seed: number, value: number): number {
  let hash = Math.imul(seed, 0x9e3779b1) ^ value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

/** One character more. */
export function extend(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193)
}

export function hashOf(text: string, seed = beginning): number {
  let hash = seed
  for (let index = 0; index < text.length; index += 1) hash = extend(hash, text.charCodeAt(index))
  return hash
}

export const beginning = 0x811c9dc5 | 0

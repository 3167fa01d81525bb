/** The same numbers each time, so that everybody measures the same: mulberry32. */
export function chance(seed) {
  let state = seed | 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  return {
    /** From 0 up to, and without, `end`. */
    below: (end) => Math.floor(next() * end),
    is: (probability) => next() < probability,
    pick: (list) => list[Math.floor(next() * list.length)],
    some: (list, count) => Array.from({ length: count }, () => list[Math.floor(next() * list.length)]),
  }
}

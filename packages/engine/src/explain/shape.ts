import { canonicalJson } from '../canonical-json.ts'
import type { Json } from '../model.ts'
import { type Change, slotOf } from './change.ts'
import type { Way } from './tree.ts'

/** Ways of one shape are said in the same words, but for an example or a time: one of them is enough. */
export function shapeOf(way: Way): string {
  return way.map(shape).sort().join('\n')
}

function shape(change: Change): string {
  if (change.kind !== 'attribute') return slotOf(change) + ('held' in change ? String(change.held) : '')
  return `${slotOf(change)} ${canonicalJson((change.meets ?? change.value ?? null) as Json)}`
}

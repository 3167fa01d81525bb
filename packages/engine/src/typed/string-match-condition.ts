import { isString } from '../json.ts'
import type { JsonObject, Truth } from '../model.ts'
import { patternOf } from '../regex/cache.ts'
import { type Seen, texts, type TypedConditionKind } from './kind.ts'
import { insertable, required, textOption } from './options.ts'

/** Found anywhere in the value. */
export const stringMatchCondition: TypedConditionKind = {
  takes: texts,
  options: required({ matches: insertable('search') }),
  inserts: { matches: 'search' },
  test: isFound,
}

export function isFound({ value }: Seen, options: JsonObject): Truth {
  return isString(value) ? patternOf('search', textOption(options, 'matches')).test(value) : 'unknown'
}

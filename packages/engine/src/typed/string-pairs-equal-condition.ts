import { isList, isString } from '../json.ts'
import type { Json } from '../model.ts'
import { asTruth } from '../truth.ts'
import type { TypedConditionKind } from './kind.ts'

/** A list of pairs, both halves of each the same; none at all is true. */
export const stringPairsEqualCondition: TypedConditionKind = {
  takes: [],
  options: {},
  test: ({ value }) =>
    isList(value) && value.every(isPair) ? asTruth(value.every(([one, other]) => one === other)) : 'unknown',
}

function isPair(value: Json): value is readonly [string, string] {
  return isList(value) && value.length === 2 && value.every(isString)
}

import { notTruth } from '../truth.ts'
import type { TypedConditionKind } from './kind.ts'
import { isFound, stringMatchCondition } from './string-match-condition.ts'

/** What can't be matched is not thereby known to match nothing. */
export const stringNotMatchCondition: TypedConditionKind = {
  ...stringMatchCondition,
  test: (seen, options) => notTruth(isFound(seen, options)),
}

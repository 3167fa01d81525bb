import { not, outcome } from '../truth.ts'
import type { TypedConditionKind } from './kind.ts'
import { stringMatchCondition } from './string-match-condition.ts'

/** What can't be matched is not thereby known to match nothing. */
export const stringNotMatchCondition: TypedConditionKind = {
  ...stringMatchCondition,
  test(seen, options, asked) {
    const matched = stringMatchCondition.test(seen, options, asked)
    return not(typeof matched === 'string' ? outcome(matched) : matched)
  },
}

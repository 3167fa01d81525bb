import { asTruth } from '../truth.ts'
import { boolean } from '../validate/check.ts'
import type { TypedConditionKind } from './kind.ts'
import { required } from './options.ts'

export const booleanCondition: TypedConditionKind = {
  takes: ['boolean'],
  options: required({ value: boolean }),
  test: ({ value }, options) =>
    typeof value === 'boolean' ? asTruth(value === options['value']) : 'unknown',
}

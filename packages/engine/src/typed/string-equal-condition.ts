import { isString } from '../json.ts'
import { asTruth } from '../truth.ts'
import { texts, type TypedConditionKind } from './kind.ts'
import { insertable, required, textOption } from './options.ts'

export const stringEqualCondition: TypedConditionKind = {
  takes: texts,
  options: required({ equals: insertable('text') }),
  inserts: { equals: 'text' },
  test: ({ value }, options) =>
    isString(value) ? asTruth(value === textOption(options, 'equals')) : 'unknown',
}

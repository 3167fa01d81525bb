import { asTruth } from '../truth.ts'
import type { TypedConditionKind } from './kind.ts'
import { momentOf } from './moment.ts'
import { OptionFault, parsedBy, required, textOption } from './options.ts'
import { parseDateOption } from './period.ts'

/** Strictly after. */
export const dateAfterCondition: TypedConditionKind = {
  takes: ['instant'],
  options: required({ matches: parsedBy(parseDateOption) }),
  test(seen, options, asked) {
    const [date, moment] = [parseDateOption(textOption(options, 'matches')), momentOf(seen, asked)]
    return date instanceof OptionFault || moment === undefined ? 'unknown' : asTruth(moment.instant > date)
  },
  edges(options) {
    const date = parseDateOption(textOption(options, 'matches'))
    return date instanceof OptionFault ? {} : { instants: [date] }
  },
}

import { at } from '../validate/faults.ts'
import { isObject } from '../json.ts'
import type { JsonObject } from '../model.ts'
import type { TypedConditionKind } from './kind.ts'
import { OptionFault, parsedBy, required, textOption } from './options.ts'
import { edgesOf, isWithin, parseDateOption, parsePeriod } from './period.ts'

/** WithinPeriodCondition with its two ends apart. Cells documents it, though it does not register it. */
export const dateWithinPeriodCondition: TypedConditionKind = {
  takes: ['instant'],
  options: required({ dateBegin: parsedBy(parseDateOption), dateEnd: parsedBy(parseDateOption) }),
  check(options, path, faults) {
    const period = isObject(options) ? periodOf(options) : undefined
    if (period instanceof OptionFault) faults.add(at(path, 'dateEnd'), period.message)
  },
  test: (seen, options, asked) => isWithin(periodOf(options), seen, asked),
  edges: (options) => edgesOf(periodOf(options)),
}

function periodOf(options: JsonObject) {
  return parsePeriod(textOption(options, 'dateBegin'), textOption(options, 'dateEnd'))
}

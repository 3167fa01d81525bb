import type { TypedConditionKind } from './kind.ts'
import { OptionFault, parsedBy, required, textOption } from './options.ts'
import { edgesOf, isWithin, parsePeriod, type Period } from './period.ts'

/** `start/end`, strictly between. */
export const withinPeriodCondition: TypedConditionKind = {
  takes: ['instant'],
  options: required({ matches: parsedBy(parse) }),
  test: (seen, options, asked) => isWithin(parse(textOption(options, 'matches')), seen, asked),
  edges: (options) => edgesOf(parse(textOption(options, 'matches'))),
}

function parse(text: string): Period | OptionFault {
  const [start, end, ...rest] = text.split('/')
  if (start === undefined || end === undefined || rest.length > 0)
    return new OptionFault('must be two dates with a slash between them: start/end')
  return parsePeriod(start, end)
}

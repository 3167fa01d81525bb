import { booleanCondition } from './typed/boolean-condition.ts'
import { cidrCondition } from './typed/cidr-condition.ts'
import { dateAfterCondition } from './typed/date-after-condition.ts'
import { dateWithinPeriodCondition } from './typed/date-within-period-condition.ts'
import { equalsSubjectCondition } from './typed/equals-subject-condition.ts'
import type { TypedConditionKind } from './typed/kind.ts'
import { officeHoursCondition } from './typed/office-hours-condition.ts'
import { pathGlobCondition } from './typed/path-glob-condition.ts'
import { resourceContainsCondition } from './typed/resource-contains-condition.ts'
import { stringEqualCondition } from './typed/string-equal-condition.ts'
import { stringMatchCondition } from './typed/string-match-condition.ts'
import { stringNotMatchCondition } from './typed/string-not-match-condition.ts'
import { stringPairsEqualCondition } from './typed/string-pairs-equal-condition.ts'
import { withinPeriodCondition } from './typed/within-period-condition.ts'

/** One row a type. A type without a row is refused when saved, with the list of those that have one. */
export const typedConditions: { readonly [type: string]: TypedConditionKind } = {
  // Ladon's own.
  StringEqualCondition: stringEqualCondition,
  StringMatchCondition: stringMatchCondition,
  StringPairsEqualCondition: stringPairsEqualCondition,
  EqualsSubjectCondition: equalsSubjectCondition,
  CIDRCondition: cidrCondition,
  BooleanCondition: booleanCondition,
  ResourceContainsCondition: resourceContainsCondition,
  // Those that Cells adds.
  StringNotMatchCondition: stringNotMatchCondition,
  OfficeHoursCondition: officeHoursCondition,
  WithinPeriodCondition: withinPeriodCondition,
  DateAfterCondition: dateAfterCondition,
  DateWithinPeriodCondition: dateWithinPeriodCondition,
  PathGlobCondition: pathGlobCondition,
}

export function typedConditionOf(type: string): TypedConditionKind | undefined {
  return Object.hasOwn(typedConditions, type) ? typedConditions[type] : undefined
}

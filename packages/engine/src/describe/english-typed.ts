import { joined } from './joined.ts'
import type { Words } from './words.ts'

/** The conditions of Ladon and Cells as clauses; the test holds that there is one for each type. */
export const englishTyped: Words['typed'] = {
  StringEqualCondition: (name, { equals = '' }) => `${name} is ${equals === '' ? 'empty' : equals}`,
  StringMatchCondition: (name, { matches = '' }) => `${name} matches ${matches}`,
  StringPairsEqualCondition: (name) => `the halves of every pair in ${name} are equal`,
  EqualsSubjectCondition: (name) => `${name} is the subject`,
  CIDRCondition: (name, { cidr = '' }) => `${name} is in ${cidr}`,
  BooleanCondition: (name, { value = '' }) => `${name} is ${value}`,
  ResourceContainsCondition: (name) => `the resource contains ${name}`,
  StringNotMatchCondition: (name, { matches = '' }) => `${name} does not match ${matches}`,
  OfficeHoursCondition: (name, { matches = '' }, zone) => {
    const [days = '', first = '', last = ''] = matches.replaceAll(' ', '').split('/')
    const spans = joined(days.replaceAll('-', ' to ').split(','), () => 'or')
    return `${name} is ${spans}, from ${first} to ${last}${zone}`
  },
  WithinPeriodCondition: (name, { matches = '' }) => {
    const [start = '', end = ''] = matches.split('/')
    return `${name} is after ${start} and before ${end}`
  },
  DateAfterCondition: (name, { matches = '' }) => `${name} is after ${matches}`,
  DateWithinPeriodCondition: (name, { dateBegin = '', dateEnd = '' }) =>
    `${name} is after ${dateBegin} and before ${dateEnd}`,
  PathGlobCondition: (name, { glob = '' }) => `${name} is a path like ${glob}`,
}

import { addressOf, isInRange, parseRange } from '../address.ts'
import { isString } from '../json.ts'
import { isCidr } from '../operators.ts'
import { asTruth } from '../truth.ts'
import type { TypedConditionKind } from './kind.ts'
import { OptionFault, parsedBy, required, textOption } from './options.ts'

const fault = new OptionFault('must be a range in CIDR notation, such as 203.0.113.0/24 or 2001:db8::/32')

/** IPv4 and IPv6; an address of the other family is outside. */
export const cidrCondition: TypedConditionKind = {
  takes: ['address'],
  options: required({ cidr: parsedBy((text) => (isCidr(text) ? text : fault)) }),
  test({ value }, options) {
    const address = isString(value) ? addressOf(value) : undefined
    const range = parseRange(textOption(options, 'cidr'))
    return address === undefined || range === undefined ? 'unknown' : asTruth(isInRange(address, range))
  },
}

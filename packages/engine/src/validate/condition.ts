import { canonicalPath } from '../attribute-path.ts'
import { isObject, isString, own } from '../json.ts'
import { limits } from '../limits.ts'
import { type Json, type JsonObject, type Operator, operators } from '../model.ts'
import { isZone } from '../time/zone.ts'
import { wellKnownAt } from '../well-known.ts'
import { both, type Check, form, list, object, oneOf, text } from './check.ts'
import { at, type Faults } from './faults.ts'
import { checkTyped } from './typed-condition.ts'
import { type Use, valueCheck } from './value.ts'

export const attributePath: Check = both(
  form(/^[^.]+(\.[^.]+)*$/, 'must be a path such as source_ip or subject.properties.department'),
  text(limits.text),
)

export const zone: Check = (value, path, faults) => {
  if (typeof value !== 'string' || !isZone(value))
    faults.add(path, 'must be an IANA time zone, such as Europe/Madrid')
}

/** Conditions that must all hold. */
export const conditions: Check = list(conditionAt(0), limits.conditions)

function conditionAt(depth: number): Check {
  return (value, path, faults) => {
    if (depth > limits.conditionDepth)
      faults.add(path, `is nested deeper than ${limits.conditionDepth} levels`)
    else if (!isObject(value)) faults.add(path, 'must be a condition: an object')
    else checkForm(value, path, faults, depth)
  }
}

/** The member that is there says which of the forms a condition has. */
function checkForm(value: JsonObject, path: string, faults: Faults, depth: number): void {
  const inner = conditionAt(depth + 1)
  if (own(value, 'attribute') !== undefined) checkAttributeCondition(value, path, faults)
  else if (own(value, 'type') !== undefined) checkTyped(value, path, faults)
  else if (own(value, 'all') !== undefined)
    object(() => ({ all: { check: list(inner, limits.conditions) } }))(value, path, faults)
  else if (own(value, 'any') !== undefined)
    object(() => ({ any: { check: list(inner, limits.conditions) } }))(value, path, faults)
  else if (own(value, 'not') !== undefined) object(() => ({ not: { check: inner } }))(value, path, faults)
  else faults.add(path, 'must have one of attribute, type, all, any, not')
}

const attributeMembers = object(() => ({
  attribute: { check: attributePath },
  operator: { check: oneOf(operators), required: true },
  value: { check: () => undefined },
  zone: { check: zone },
}))

function checkAttributeCondition(value: JsonObject, path: string, faults: Faults): void {
  attributeMembers(value, path, faults)
  if (!faults.isClean(at(path, 'operator'))) return
  const attribute = own(value, 'attribute')
  const operator = own(value, 'operator') as Operator
  const known = isString(attribute) ? wellKnownAt(attribute) : undefined
  if (known !== undefined && !known.operators.includes(operator)) {
    faults.add(
      at(path, 'operator'),
      `does not suit ${known.name}; those that do are ${known.operators.join(', ')}`,
    )
    return
  }
  checkZoneUse(value, path, faults)
  checkOperand(own(value, 'value'), { operator, known }, at(path, 'value'), faults)
}

function checkOperand(value: Json | undefined, use: Use, path: string, faults: Faults): void {
  if (value === undefined) {
    if (use.operator !== 'exists') faults.add(path, 'is required')
  } else if (isObject(value)) checkReference(value, use.operator, path, faults)
  else valueCheck(use)(value, path, faults)
}

/** `{ attribute: path }`: the value is what another attribute has. */
function checkReference(value: JsonObject, operator: Operator, path: string, faults: Faults): void {
  if (operator === 'exists') faults.add(path, 'must be true or false')
  else if (operator === 'matches' || operator === 'not_matches')
    faults.add(path, 'must be a pattern, written here')
  else object(() => ({ attribute: { check: attributePath, required: true } }))(value, path, faults)
}

/** A zone where no clock is read would promise what it does not do. */
function checkZoneUse(value: JsonObject, path: string, faults: Faults): void {
  if (own(value, 'zone') === undefined) return
  const reference = own(value, 'value')
  const paths = [own(value, 'attribute'), isObject(reference) ? own(reference, 'attribute') : undefined]
  const isClock = (one: Json | undefined) =>
    typeof one === 'string' &&
    ['time', 'weekday', 'date'].includes(wellKnownAt(canonicalPath(one))?.type ?? '')
  if (!paths.some(isClock))
    faults.add(at(path, 'zone'), 'has no meaning here: the attribute depends on no time zone')
}

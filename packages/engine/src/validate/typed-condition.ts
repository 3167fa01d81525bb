import { isObject, isString, own } from '../json.ts'
import { limits } from '../limits.ts'
import type { Json, JsonObject } from '../model.ts'
import { isKey, keyNamed } from '../typed/keys.ts'
import type { TypedConditionKind } from '../typed/kind.ts'
import { typedConditionOf, typedConditions } from '../typed-conditions.ts'
import { wellKnownAt } from '../well-known.ts'
import { type Check, object, text } from './check.ts'
import { at, type Faults } from './faults.ts'

/** A condition in the form of Ladon and Cells: a known type, a key, and exactly the options of the type. */
export function checkTyped(value: JsonObject, path: string, faults: Faults): void {
  const type = own(value, 'type')
  const kind = isString(type) ? typedConditionOf(type) : undefined
  if (kind === undefined) {
    const known = Object.keys(typedConditions).join(', ')
    faults.add(at(path, 'type'), `is not a known condition type; known are ${known}`)
    return
  }
  const needsOptions = Object.values(kind.options).some(({ required }) => required === true)
  object(() => ({
    type: { check: () => undefined },
    key: { check: keyFor(kind), required: true },
    options: { check: optionsOf(kind), required: needsOptions },
  }))(value, path, faults)
}

function keyFor({ takes }: TypedConditionKind): Check {
  return (value, path, faults) => {
    text(limits.text)(value, path, faults)
    if (!isString(value) || !faults.isClean(path)) return
    const known = wellKnownAt(keyNamed(value).path)
    if (!isKey(value))
      faults.add(path, 'must be a key: ServerTime, a name in the context, or resource.properties.owner')
    else if (known !== undefined && !takes.includes(known.type))
      faults.add(path, `is of no use here: ${known.name} is of type ${known.type}, which this can’t judge`)
  }
}

function optionsOf({ options, inserts = {}, check }: TypedConditionKind): Check {
  return (value, path, faults) => {
    if (isObject(value)) refuseTemplates(value, inserts, path, faults)
    if (faults.isClean(path)) object(() => options)(value, path, faults)
    if (check !== undefined && faults.isClean(path)) check(value, path, faults)
  }
}

/** Where the text must be understood when it is saved, nothing can be left open. */
function refuseTemplates(options: JsonObject, inserts: object, path: string, faults: Faults): void {
  for (const [option, value] of Object.entries(options)) {
    if (!Object.hasOwn(inserts, option) && holdsTemplate(value))
      faults.add(at(path, option), 'can’t hold a template: only equals, matches of a string and glob can')
  }
}

function holdsTemplate(value: Json): boolean {
  return isString(value) && value.includes('{{')
}

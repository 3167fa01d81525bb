import { isList, isObject, isString, own } from '../json.ts'
import type { Json } from '../model.ts'
import { parseInstant } from '../time/instant.ts'
import { at, type Faults } from './faults.ts'

/** Looks at one value and reports every fault in it. */
export type Check = (value: Json, path: string, faults: Faults) => void

/** The members an object may have; those marked as required must be there. */
export type Members = { readonly [member: string]: { readonly check: Check; readonly required?: boolean } }

/** Members are asked for at the first look, for checks may name each other. */
export function object(members: () => Members): Check {
  let known: Members | undefined
  let required: readonly string[] | undefined
  return (value, path, faults) => {
    if (!isObject(value)) {
      faults.add(path, 'must be an object')
      return
    }
    known ??= members()
    required ??= requiredOf(known)
    for (const [member, content] of Object.entries(value)) {
      const row = Object.hasOwn(known, member) ? known[member] : undefined
      if (row === undefined)
        faults.add(at(path, member), `is not a member here; known are ${Object.keys(known).join(', ')}`)
      else row.check(content, at(path, member), faults)
    }
    for (const member of required)
      if (own(value, member) === undefined) faults.add(at(path, member), 'is required')
  }
}

function requiredOf(members: Members): string[] {
  return Object.entries(members).flatMap(([member, { required }]) => (required === true ? [member] : []))
}

export function list(item: Check, max: number, { mayBeEmpty = false } = {}): Check {
  return (value, path, faults) => {
    if (!isList(value)) faults.add(path, 'must be a list')
    else if (value.length === 0 && !mayBeEmpty)
      faults.add(path, 'must not be empty: leave it out to mean everything')
    else if (value.length > max) faults.add(path, `has more than ${max} items`)
    else for (const [index, content] of value.entries()) item(content, at(path, index), faults)
  }
}

/** An object whose members somebody else knows. */
export const openObject: Check = (value, path, faults) => {
  if (!isObject(value)) faults.add(path, 'must be an object')
}

/** Any member names, each content checked alike. */
export function record(name: Check, content: Check, max: number): Check {
  return (value, path, faults) => {
    if (!isObject(value)) faults.add(path, 'must be an object')
    else if (Object.keys(value).length > max) faults.add(path, `has more than ${max} members`)
    else {
      for (const [member, inner] of Object.entries(value)) {
        name(member, at(path, member), faults)
        content(inner, at(path, member), faults)
      }
    }
  }
}

export function text(max: number, { mayBeEmpty = false } = {}): Check {
  return (value, path, faults) => {
    if (!isString(value)) faults.add(path, 'must be a string')
    else if (value.trim() === '' && !mayBeEmpty) faults.add(path, 'must not be empty')
    else if (value.length > max) faults.add(path, `is longer than ${max} characters`)
  }
}

export function form(pattern: RegExp, message: string): Check {
  return (value, path, faults) => {
    if (!isString(value) || !pattern.test(value)) faults.add(path, message)
  }
}

export function oneOf(values: readonly string[]): Check {
  return (value, path, faults) => {
    if (!isString(value) || !values.includes(value)) faults.add(path, `must be one of ${values.join(', ')}`)
  }
}

export function integer(min: number, max: number): Check {
  return (value, path, faults) => {
    const isWithin = typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
    if (!isWithin) faults.add(path, `must be an integer from ${min} to ${max}`)
  }
}

export const boolean: Check = (value, path, faults) => {
  if (typeof value !== 'boolean') faults.add(path, 'must be true or false')
}

export const instant: Check = (value, path, faults) => {
  if (parseInstant(value) === undefined)
    faults.add(path, 'must be an RFC 3339 instant, such as 2026-05-01T08:00:00Z')
}

export function both(...checks: readonly Check[]): Check {
  return (value, path, faults) => {
    for (const check of checks) check(value, path, faults)
  }
}

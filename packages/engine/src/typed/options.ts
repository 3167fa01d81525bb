import { isString } from '../json.ts'
import { limits } from '../limits.ts'
import type { JsonObject } from '../model.ts'
import { type Check, type Members, text } from '../validate/check.ts'
import { pattern } from '../validate/pattern.ts'
import { faultOf, sampleOf } from './insertion.ts'
import type { Insertion } from './kind.ts'

/** A text that was checked when the policy was saved. */
export function textOption(options: JsonObject, option: string): string {
  const value = options[option]
  return isString(value) ? value : ''
}

/** An option that may hold templates; a pattern is judged as it is when they are long. */
export function insertable(insertion: Insertion): Check {
  return (value, path, faults) => {
    // That a pattern is not empty is said by who knows patterns.
    text(limits.text, { mayBeEmpty: true })(value, path, faults)
    if (!isString(value) || !faults.isClean(path)) return
    const fault = faultOf(value, insertion)
    if (fault !== undefined) faults.add(path, fault)
    else if (insertion !== 'text') pattern(insertion)(sampleOf(value, insertion), path, faults)
  }
}

/** An option that must be understood when it is saved: the parser says what is wrong with it. */
export function parsedBy(parse: (text: string) => unknown): Check {
  return (value, path, faults) => {
    text(limits.text)(value, path, faults)
    if (!isString(value) || !faults.isClean(path)) return
    const result = parse(value)
    if (result instanceof OptionFault) faults.add(path, result.message)
  }
}

/** What is wrong with an option; a value, for nothing here is exceptional. */
export class OptionFault {
  readonly message: string
  constructor(message: string) {
    this.message = message
  }
}

export function required(members: { readonly [option: string]: Check }): Members {
  return Object.fromEntries(
    Object.entries(members).map(([option, check]) => [option, { check, required: true }]),
  )
}

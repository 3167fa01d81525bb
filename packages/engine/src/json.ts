import type { Json, JsonObject } from './model.ts'

/** Reads an own property only: what `Object.prototype` offers is never an attribute. */
export function own(object: JsonObject, member: string): Json | undefined {
  return Object.hasOwn(object, member) ? object[member] : undefined
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value)
}

export function isString(value: unknown): value is string {
  return typeof value === 'string'
}

/** A value that validation made a string. */
export function textOf(value: Json | undefined): string {
  return isString(value) ? value : ''
}

/** Order of ids and keys: by UTF-16 code units, as RFC 8785 sorts and whatever the locale. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

import { isList, isObject, isString, own } from './json.ts'
import { limits } from './limits.ts'
import type { AccessRequest, Json, JsonObject, Resource } from './model.ts'
import { plain, type Trouble } from './plain.ts'

const typeName = /^[A-Za-z0-9_.-]+$/
/** These name what a subject stands for, so a subject of such a type could pass for another. */
const refusedSubjectTypes = ['role', 'group', 'profile', 'policy']

export function isTypeName(text: string): boolean {
  return typeName.test(text)
}

export function isSubjectType(text: string): boolean {
  return typeName.test(text) && !refusedSubjectTypes.includes(text)
}

/** A request as plain data, or undefined when it is malformed. Never throws, whatever it is given. */
export function readRequest(input: unknown): AccessRequest | undefined {
  try {
    return requestFrom(input)
  } catch {
    // Only a proxy can throw here.
    return undefined
  }
}

function requestFrom(input: unknown): AccessRequest | undefined {
  const excesses: Trouble[] = []
  const bounds = { depth: limits.requestDepth, values: limits.requestValues, isRequest: true } as const
  const json = plain(input, bounds, (_path, trouble) => {
    if (trouble === 'too_deep' || trouble === 'too_many') excesses.push(trouble)
  })
  if (excesses.length > 0 || !isObject(json)) return undefined
  const [subject, action, context] = [own(json, 'subject'), own(json, 'action'), own(json, 'context')]
  const resource = resourceFrom(own(json, 'resource'))
  if (!isEntity(subject) || subject.id === '' || !isSubjectType(subject.type)) return undefined
  if (!isAction(action) || resource === undefined || !isOptionalObject(context)) return undefined
  return { subject, action, resource, ...(context === undefined ? {} : { context }) }
}

function resourceFrom(json: Json | undefined): Resource | undefined {
  if (!isEntity(json)) return undefined
  const { ancestors, ...resource } = json
  if (ancestors === undefined) return resource
  if (!isList(ancestors) || ancestors.length > limits.ancestors) return undefined
  return ancestors.every(isEntity) ? { ...resource, ancestors } : undefined
}

function isEntity(json: Json | undefined): json is JsonObject & Resource {
  if (!isObject(json)) return false
  const type = own(json, 'type')
  return (
    isString(type) &&
    isTypeName(type) &&
    isString(own(json, 'id')) &&
    isOptionalObject(own(json, 'properties'))
  )
}

function isAction(json: Json | undefined): json is JsonObject & { name: string } {
  if (!isObject(json)) return false
  const name = own(json, 'name')
  return isString(name) && name !== '' && isOptionalObject(own(json, 'properties'))
}

function isOptionalObject(json: Json | undefined): json is JsonObject | undefined {
  return json === undefined || isObject(json)
}

import { isObject, own } from './json.ts'
import type { AccessRequest, Json } from './model.ts'

const roots = ['subject', 'action', 'resource', 'context']

/** Derived from `context.time` in a zone; what a request sends under these names is ignored. */
export const derivedPaths = ['context.time_of_day', 'context.day_of_week', 'context.date']

/** The full form of a path: a first segment that is no root of the request is a context attribute. */
export function canonicalPath(path: string): string {
  const [root = '', ...rest] = path.split('.')
  return roots.includes(root) && rest.length > 0 ? path : `context.${path}`
}

/** What stands at a path, or undefined: own members of objects only, null is missing, lists are values. */
export function readPath(request: AccessRequest, path: string): Json | undefined {
  const [root, ...rest] = canonicalPath(path).split('.')
  let value: Json | undefined = rootsOf(request)[root as keyof ReturnType<typeof rootsOf>]
  for (const segment of rest) value = isObject(value) ? own(value, segment) : undefined
  return value ?? undefined
}

/** Ancestors are not an attribute. */
function rootsOf({ subject, action, resource, context }: AccessRequest) {
  return {
    subject: { type: subject.type, id: subject.id, properties: subject.properties ?? null },
    action: { name: action.name, properties: action.properties ?? null },
    resource: { type: resource.type, id: resource.id, properties: resource.properties ?? null },
    context: context ?? null,
  }
}

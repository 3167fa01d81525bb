import { builtinTypes } from './builtin-types.ts'
import type { ResourceType, Settings } from './model.ts'

/** The declaration of a type: ours, the settings', or what stands for an undeclared one. */
export function resourceTypeOf(type: string, settings?: Settings): ResourceType {
  if (Object.hasOwn(builtinTypes, type)) return builtinTypes[type] ?? undeclared(type)
  const declared = settings?.resourceTypes
  if (declared !== undefined && Object.hasOwn(declared, type)) return declared[type] ?? undeclared(type)
  return undeclared(type)
}

/** Every declared type, ours first. */
export function declaredTypes(settings?: Settings): (readonly [type: string, ResourceType])[] {
  return [...Object.entries(builtinTypes), ...Object.entries(settings?.resourceTypes ?? {})]
}

/** The action itself and every wider one that stands for it. Safe on cycles, which validation refuses. */
export function actionsStoodFor(action: string, { families = {} }: ResourceType): string[] {
  const actions = [action]
  for (const narrower of actions) {
    const wider = Object.hasOwn(families, narrower) ? families[narrower] : undefined
    if (wider !== undefined && !actions.includes(wider)) actions.push(wider)
  }
  return actions
}

function undeclared(type: string): ResourceType {
  return { collection: type, baseline: 'deny' }
}

import { readPath } from '../attribute-path.ts'
import type { AccessRequest, JsonObject, ResourceType, Settings } from '../model.ts'
import { actionsStoodFor, resourceTypeOf } from '../resource-types.ts'
import { parseInstant } from '../time/instant.ts'
import { grantsAt, readGrants } from './grants.ts'
import { standsFor } from './stands-for.ts'
import type { Grants, StandsFor } from './subject-facts.ts'

/** A request together with everything that is derived from it once. */
export interface Question {
  readonly request: AccessRequest
  readonly settings: Settings
  readonly zone: string
  readonly time: number | undefined
  readonly type: ResourceType
  /** The action and the wider ones that cover it. */
  readonly actions: readonly string[]
  readonly grants: Grants
  readonly subject: StandsFor
  /** Everything is evaluated, also what can't matter. */
  readonly isTraced: boolean
}

export function questionOf(request: AccessRequest, settings: Settings, isTraced = false): Question {
  const time = parseInstant(readPath(request, 'context.time'))
  const type = resourceTypeOf(request.resource.type, settings)
  const grants = readGrants(request, time)
  return {
    request,
    settings,
    zone: settings.zone ?? 'UTC',
    time,
    type,
    actions: actionsStoodFor(request.action.name, type),
    grants,
    subject: standsFor(request, grants),
    isTraced,
  }
}

/** The same question in another context; without a time when `context.time` is made null. */
export function questionWith(question: Question, changes: JsonObject): Question {
  const context = { ...question.request.context, ...changes }
  const request = { ...question.request, context }
  if (!Object.hasOwn(changes, 'time')) return { ...question, request }
  const time = parseInstant(context['time'])
  const grants = grantsAt(time, question.grants)
  return { ...question, request, time, grants, subject: standsFor(request, grants) }
}

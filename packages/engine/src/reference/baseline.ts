import { readPath } from '../attribute-path.ts'
import { isString } from '../json.ts'
import type { Reason, RoleScope } from '../model.ts'
import { permissionCovers } from '../permission.ts'
import { holds } from './conditions.ts'
import type { Question } from './question.ts'

export interface Baseline {
  readonly decision: boolean
  readonly reason: Reason
  /** No policy is evaluated: the answer stands. */
  readonly isFinal?: true
}

/** What stands when no policy decides. */
export function baselineOf(question: Question): Baseline {
  const { type, request } = question
  if (type.tree === true && request.resource.ancestors === undefined) {
    // What refuses further up can't be seen.
    return { decision: false, reason: 'denied_by_default', isFinal: true }
  }
  switch (type.baseline) {
    case 'rbac':
      if (isGranted(question)) return { decision: true, reason: 'allowed_by_role' }
      return { decision: false, reason: 'not_granted', isFinal: true }
    case 'allow':
      if (type.actions?.includes(request.action.name) === true)
        return { decision: true, reason: 'allowed_by_default' }
      return { decision: false, reason: 'denied_by_default' }
    case 'deny':
      return { decision: false, reason: 'denied_by_default' }
  }
}

/** A role in date and in scope has the permission. Unknown is not granted. */
export function isGranted(question: Question): boolean {
  const { settings, grants, type, actions } = question
  return grants.list.some(({ name, inDate, scope }) => {
    const role = settings.roles?.find((one) => one.name === name)
    const covers = (permission: string) =>
      permission === '*' || permissionCovers(permission, type.collection, actions)
    return inDate === 'true' && role?.permissions.some(covers) === true && isInScope(scope, question)
  })
}

function isInScope({ organizations, types, ids, when }: RoleScope, question: Question): boolean {
  const { resource } = question.request
  const organization = readPath(question.request, 'resource.properties.organization')
  return (
    (organizations === undefined || (isString(organization) && organizations.includes(organization))) &&
    (types?.includes(resource.type) ?? true) &&
    (ids?.includes(resource.id) ?? true) &&
    (when === undefined || holds(when, question))
  )
}

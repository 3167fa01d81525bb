import type { AccessRequest, JsonObject, Policy, Resource, Settings, Statement } from '../../src/model.ts'
import { type Asking, request, settings as doors } from '../asking.ts'

/**
 * For everything that the compiled evaluator finds statements by: rules that are told apart by it, and questions at and
 * beside the boundary, each with the rules that are looked at for it. Which of them take part, the reference says.
 */
export interface Dimension {
  readonly name: string
  readonly rules: Readonly<Record<string, Rule>>
  readonly asks: readonly (readonly [Asked, looked: string])[]
}

export interface Asked extends Asking {
  /** `user:ann` when absent. */
  readonly who?: string
  readonly ancestors?: readonly Resource[]
}

/** A policy of one statement, but for its effect. */
export type Rule = Pick<Policy, 'target' | 'template' | 'valid_from' | 'valid_until'> &
  Pick<Statement, 'subjects' | 'actions' | 'resources' | 'when' | 'unless'>

export const settings: Settings = {
  ...doors,
  zone: 'Europe/Madrid',
  resourceTypes: {
    ...doors.resourceTypes,
    tool: { collection: 'integrations', baseline: 'allow', actions: ['open'] },
    shelf: { collection: 'shelves', baseline: 'allow', actions: ['open', 'write'], tree: true },
  },
  bindings: [
    { id: 'b1', policy: 'ann', subject: 'user:ann', resource: 'door:1' },
    { id: 'b2', policy: 'staff', subject: 'group:staff', resource: 'door' },
    { id: 'b3', policy: 'staff', subject: 'user:bob', resource: 'shelf:1' },
    { id: 'b4', policy: 'late', subject: 'user:ann', resource: 'door', valid_from: '2026-05-02T00:00:00Z' },
    { id: 'b5', policy: 'off', subject: 'user:ann', resource: 'door', enabled: false },
  ],
}

/** Somebody of whom everything is known. */
export const nobody: JsonObject = { roles: [], groups: [], profile: 'none' }

export function requestFor({ who = 'user:ann', ancestors, ...asking }: Asked): AccessRequest {
  const { subject, resource, ...others } = request(asking)
  const [type = '', id = ''] = who.split(':')
  return {
    subject: { ...subject, type, id },
    resource: { ...resource, ...(ancestors && { ancestors }) },
    ...others,
  }
}

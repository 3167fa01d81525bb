import type { AccessRequest, JsonObject, Policy, Statement } from '../src/model.ts'

/** What a test does not care about, filled in. */
export function policy(
  parts: Omit<Partial<Policy>, 'statements'> & { statements?: readonly Partial<Statement>[] },
): Policy {
  const { statements, ...rest } = parts
  return {
    id: 'p',
    name: 'A policy',
    type: 'access',
    ...rest,
    ...(statements === undefined ? {} : { statements: statements.map(statement) }),
  }
}

export function statement(parts: Partial<Statement>, index = 0): Statement {
  return { id: `s${index}`, label: `Statement ${index}`, effect: 'deny', ...parts }
}

/** Somebody opens something, a type whose baseline allows it. */
export const settings = {
  resourceTypes: {
    door: { collection: 'doors', baseline: 'allow', actions: ['open', 'peek'], families: { peek: 'open' } },
    safe: { collection: 'safes', baseline: 'rbac' },
    room: { collection: 'rooms', baseline: 'deny' },
    phone: { collection: 'devices', baseline: 'allow', actions: ['open', 'read'] },
  },
  roles: [
    { name: 'Owner', permissions: ['*'] },
    { name: 'Keeper', permissions: ['safes.*'] },
    { name: 'Reader', permissions: ['safes.read'] },
  ],
} as const

export interface Asking {
  readonly type?: string
  readonly id?: string
  readonly action?: string
  readonly subject?: JsonObject
  readonly resource?: JsonObject
  readonly context?: JsonObject
}

export function request({
  type = 'door',
  id = '1',
  action = 'open',
  subject,
  resource,
  context,
}: Asking = {}): AccessRequest {
  return {
    subject: { type: 'user', id: 'ann', ...(subject && { properties: subject }) },
    action: { name: action },
    resource: { type, id, ...(resource && { properties: resource }) },
    ...(context && { context }),
  }
}

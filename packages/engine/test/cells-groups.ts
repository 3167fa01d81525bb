import { importPolicies } from '../src/exchange/index.ts'
import type { Json } from '../src/model.ts'

// Policy groups of Pydio Cells that are right, and with parts that are not.

export const rule = { id: 'r', description: 'A rule', subjects: ['profile:standard'], resources: ['rest:/user'], actions: ['GET'], effect: 'allow' } // prettier-ignore
export const aclRule = { ...rule, subjects: ['policy:g'], resources: ['acl'], actions: ['read'] }

export function group(parts: object, ...rules: unknown[]): object {
  return { Uuid: 'g', Name: 'A group', Policies: rules, ...parts }
}

export function read(json: Json | object) {
  return importPolicies('cells', json)
}

export function readRule(parts: object, groupParts: object = {}) {
  return read([group(groupParts, { ...rule, ...parts })])
}

export function readAcl(...rules: object[]) {
  return read([group({ ResourceGroup: 'acl' }, ...rules.map((parts) => ({ ...aclRule, ...parts })))])
}

/** What is said of every rule that has paths. */
export const query = {
  path: '[0].Policies[0].resources',
  what: 'The query string',
  how: 'It is no part of a path here, so it neither makes nor breaks a match; Cells compared it too.',
}

export function address(type: string, matches: string): object {
  return { RemoteAddress: { type, jsonOptions: JSON.stringify({ matches }) } }
}

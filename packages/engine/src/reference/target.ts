import { readPath } from '../attribute-path.ts'
import { isString } from '../json.ts'
import type { Policy, Statement, Target } from '../model.ts'
import { permissionCovers } from '../permission.ts'
import { names } from '../policy-reads.ts'
import { matchEntry, patternOf } from '../regex/cache.ts'
import { isTemplate } from '../regex/template.ts'
import { all, any, no, outcome, type Outcome, yes } from '../truth.ts'
import { boundTo } from './bindings.ts'
import { inForce } from './grants.ts'
import type { Question } from './question.ts'
import { matchSubject } from './stands-for.ts'

/** Whether a policy is in force and, with the statement's own narrowing, means this question. */
export function targetOf(policy: Policy, statement: Statement, question: Question): Outcome {
  const { target = {} } = policy
  const matchName = (entry: string) => matchSubject(entry, question.subject)
  const matchVerb = (entry: string) => matchAction(entry, question)
  const matchThing = (entry: string) => matchResource(entry, question)
  return all([
    mayAllow(policy, statement, question),
    boundTo(policy, question),
    outcome(inForce(policy, question.time), 'context.time'),
    field(target.permissions, (entry) =>
      outcome(permissionCovers(entry, question.type.collection, question.actions)),
    ),
    field(target.roles, (role) => hasRole(role, question)),
    field(target.subjects, matchName),
    field(target.actions, matchVerb),
    field(target.resources, matchThing),
    field(statement.subjects, matchName),
    field(statement.actions, matchVerb),
    field(statement.resources, matchThing),
    matchKind(target, question),
  ])
}

/** Absent means everything; within a field any entry will do. */
function field(entries: readonly string[] | undefined, match: (entry: string) => Outcome): Outcome {
  return entries === undefined ? yes : any(entries.map(match))
}

/**
 * Two grants must be said to be meant: one to nobody in particular never reaches who is not signed in, and one of no
 * resource in particular never what is closed by default (`validate/meaning.ts` refuses the latter as far as it can see).
 */
function mayAllow(policy: Policy, statement: Statement, { request, type }: Question): Outcome {
  // A template's bindings say for whom and on what.
  if (statement.effect !== 'allow' || policy.template === true) return yes
  const isForSomebody = names(policy, statement, 'subjects') || names(policy, statement, 'roles')
  if (request.subject.type === 'anonymous' && !isForSomebody) return no
  return outcome(type.baseline !== 'deny' || names(policy, statement, 'resources'))
}

function hasRole(role: string, { grants }: Question): Outcome {
  const held = grants.list.filter(({ name }) => name === role)
  return any([
    ...held.map(({ inDate }) => outcome(inDate, 'context.time')),
    grants.isOpen ? outcome('unknown', 'subject.properties.roles') : no,
  ])
}

function matchAction(entry: string, { actions }: Question): Outcome {
  return any(actions.map((action) => outcome(matchEntry('template', entry, action), 'action.name')))
}

function matchResource(entry: string, { request }: Question): Outcome {
  const { type, id } = request.resource
  if (!isTemplate(entry) && entry === type) return yes
  const text = id === '' ? type : `${type}:${id}`
  return outcome(matchEntry('template', entry, text), 'resource.id')
}

/** `devices` and `integrations` together mean either. */
function matchKind({ devices, integrations }: Target, question: Question): Outcome {
  if (devices === undefined && integrations === undefined) return yes
  return any([
    matchAsset('devices', devices && { names: devices.names, os: devices.os }, question),
    matchAsset(
      'integrations',
      integrations && { names: integrations.names, base: integrations.bases },
      question,
    ),
  ])
}

type Asset = { readonly [property in 'names' | 'os' | 'base']?: readonly string[] | undefined }

/** A question about the collection itself, whose id is `*`, is about none of its members. */
function matchAsset(collection: string, asset: Asset | undefined, question: Question): Outcome {
  const { request, type } = question
  if (asset === undefined || type.collection !== collection || request.resource.id === '*') return no
  const sameWord = (property: string) => (entry: string) =>
    ofProperty(property, question, (text) => outcome(text.toLowerCase() === entry.toLowerCase()))
  return all([
    field(asset.names, (entry) =>
      ofProperty('name', question, (text) =>
        outcome(patternOf('whole', entry).test(text), 'resource.properties.name'),
      ),
    ),
    field(asset.os, sameWord('os')),
    field(asset.base, sameWord('base')),
  ])
}

function ofProperty(property: string, { request }: Question, match: (text: string) => Outcome): Outcome {
  const path = `resource.properties.${property}`
  const value = readPath(request, path)
  return isString(value) ? match(value) : outcome('unknown', path)
}

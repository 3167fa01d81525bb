import { isList, isObject, own } from '../json.ts'
import { limits } from '../limits.ts'
import type { Json, Policy, Statement } from '../model.ts'
import type { RuleContext } from './cells-entries.ts'
import { readRule } from './cells-rule.ts'
import { Ids, statementIds } from './ids.ts'
import { type Intake, type Lost, noteId, noteUnknown, type Source, wordsAt } from './intake.ts'
import { below, Ledger } from './ledger.ts'
import { cut, nameFrom, shown } from './wording.ts'

const members = ['Uuid', 'Name', 'Description', 'OwnerUuid', 'ResourceGroup', 'LastUpdated', 'Policies']

/** JSON leaves the first of an enumeration out. */
const resourceGroups = new Map<Json | undefined, RuleContext['group']>([
  [undefined, 'rest'], [null, 'rest'], [0, 'rest'], ['rest', 'rest'],
  [1, 'acl'], ['acl', 'acl'], [2, 'oidc'], ['oidc', 'oidc'],
]) // prettier-ignore

/** Policy groups of Pydio Cells: a list, the answer of its API, or one. */
export function readCells(intake: Intake): void {
  const shelf = { noun: 'policy groups of Cells', wrapper: 'PolicyGroups', sign: 'Policies' }
  intake.readEach(shelf, (source, notes) => policyOf(source, notes, intake))
}

function policyOf(source: Source, notes: Ledger, intake: Intake): Policy | Lost {
  const { path, json } = source
  const group = resourceGroups.get(own(json, 'ResourceGroup'))
  const rules = own(json, 'Policies') ?? []
  const denial = mayDeny(rules)
  if (group === undefined)
    return {
      why: `Its resource group is ${shown(own(json, 'ResourceGroup'))}; known are rest, acl and oidc.`,
      denial,
    }
  if (!isList(rules)) return { why: 'Its rules are no list.', denial }
  if (rules.length === 0) return { why: 'It has no rules.' }

  const uuid = wordsAt(source, 'Uuid', notes)
  const base = { type: group, ...(group === 'acl' && { template: true }), priority: 0 }
  const context = { group, uuid, ids: new Ids(statementIds) }
  const statements = rules.flatMap((rule, index) => {
    const place = below(below(path, 'Policies'), index)
    const statement = ruleOf(rule, place, context, notes, (one) =>
      intake.refusal({ ...base, id: 'group', name: 'group', statements: [one] }),
    )
    return statement === undefined ? [] : [statement]
  })
  if (statements.length === 0) {
    intake.ledger.add(notes)
    return { why: 'None of its rules can be said here.', denial: notes.losesDenial }
  }
  const id = intake.ids.take(uuid, 'cells')
  noteId(uuid, id, below(path, 'Uuid'), notes)
  const policy: Policy = { id, ...base, ...textsOf(source, id, notes), statements }
  noteMembers(source, notes)
  const allows = statements.some(({ effect }) => effect === 'allow')
  return allows && notes.losesDenial ? switchedOff(policy, path, notes) : policy
}

function ruleOf(
  rule: Json,
  place: string,
  context: RuleContext,
  notes: Ledger,
  refusal: (statement: Statement) => string | undefined,
): Statement | undefined {
  const own = new Ledger()
  const read = readRule(rule, place, context, own)
  // Losing a denial must be said loudly; one that never matched is no loss.
  if ('why' in read) {
    notes.lost(place, read.why, read)
    return undefined
  }
  const why = refusal(read)
  if (why !== undefined) {
    notes.lost(place, why, { denial: read.effect === 'deny' })
    return undefined
  }
  notes.add(own)
  return read
}

/** Without one of its denials a policy would permit what it never did. */
function switchedOff(policy: Policy, path: string, notes: Ledger): Policy {
  notes.changed(
    below(path, 'enabled'),
    'Switched off',
    'One of its denials can’t be said here, so it would permit too much: look at what is missing, then switch it on.',
  )
  return { ...policy, enabled: false }
}

function textsOf(source: Source, id: string, notes: Ledger): Pick<Policy, 'name' | 'description'> {
  const { path } = source
  const [name, description] = [wordsAt(source, 'Name', notes), wordsAt(source, 'Description', notes)]
  const texts = {
    name: nameFrom(name, id),
    ...(description !== undefined && { description: cut(description, limits.description) }),
  }
  if (name !== undefined && texts.name !== name)
    notes.changed(below(path, 'Name'), 'The name', `It is one line of at most ${limits.name} characters.`)
  if (texts.description !== description)
    notes.changed(
      below(path, 'Description'),
      'The description',
      `It is cut to ${limits.description} characters.`,
    )
  return texts
}

function noteMembers(source: Source, notes: Ledger): void {
  const { json, path } = source
  noteUnknown(source, members, notes)
  if (Object.hasOwn(json, 'OwnerUuid'))
    notes.lost(below(path, 'OwnerUuid'), 'Policies have no owner here: roles say who edits them.')
  if (Object.hasOwn(json, 'LastUpdated'))
    notes.lost(below(path, 'LastUpdated'), 'The time of the import takes its place.')
}

function mayDeny(rules: Json): boolean {
  if (!isList(rules)) return true
  return rules.some((rule) => {
    const effect = isObject(rule) ? own(rule, 'effect') : undefined
    return effect !== 'allow' && effect !== 2
  })
}

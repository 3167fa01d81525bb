import { isList, isString, own } from '../json.ts'
import { limits } from '../limits.ts'
import { type Json, type Policy, policyTypes } from '../model.ts'
import { rulesOf } from '../policy-reads.ts'
import { parseInstant } from '../time/instant.ts'
import { type Intake, type Lost, noteUnknown, type Source } from './intake.ts'
import { below, type Ledger } from './ledger.ts'
import { cut, nameFrom, shown, wordsOf } from './wording.ts'

const members = ['id', 'name', 'description', 'type', 'rules', 'enabled', 'created_at']

/** Records of NeoSC: a list, an object with `policies`, or one. */
export function readNeosc(intake: Intake): void {
  const shelf = { noun: 'policies of NeoSC', wrapper: 'policies', sign: 'rules' }
  intake.readEach(shelf, (source, notes) => policyOf(source, notes, intake))
}

function policyOf(source: Source, notes: Ledger, intake: Intake): Policy | Lost {
  const { json, path } = source
  if (Object.hasOwn(json, 'policy_type'))
    return { why: 'It is of NeoSC’s older kind, which assigned machines to people and was never evaluated.' }
  const rules = sentencesOf(source, notes)
  if (rules.length === 0) return { why: 'It has no rules, so it says nothing.' }
  const type = policyTypes.find((one) => one === own(json, 'type'))
  if (type === undefined)
    return { why: `Its type is ${shown(own(json, 'type'))}; known are ${policyTypes.join(', ')}.` }
  const enabled = own(json, 'enabled') ?? true
  if (typeof enabled !== 'boolean')
    return { why: `Whether it is enabled is ${shown(enabled)}; it must be true or false.` }
  noteUnknown(source, members, notes)

  const known = knownAs(source, rules, intake.options.defaults ?? [])
  const wanted = wordsOf(own(json, 'id'))
  const id = intake.ids.take(wanted, 'neosc')
  if (wanted !== undefined && wanted !== id)
    notes.changed(
      below(path, 'id'),
      'The id',
      `It is ${id} now, for an id has letters, digits, dots, dashes and underscores and is used once.`,
    )
  const policy: Policy = {
    ...(known ?? { type, rules }),
    id,
    ...textsOf(source, id, notes),
    enabled,
    ...createdAt(source, notes),
  }
  const rulesPath = below(path, 'rules')
  if (known === undefined)
    notes.changed(rulesPath, 'The rules', 'They are kept for people to read; nothing enforces them.')
  else
    notes.changed(rulesPath, 'The rules', 'They are enforced now: each sentence is the label of a statement.')
  return policy
}

function sentencesOf({ json, path }: Source, notes: Ledger): string[] {
  const rules = own(json, 'rules')
  return (isList(rules) ? rules : []).flatMap((rule, index) => {
    const words = wordsOf(rule)
    if (words === undefined) notes.lost(below(below(path, 'rules'), index), 'A rule is a sentence.')
    return words === undefined ? [] : [cut(words, limits.label)]
  })
}

/** A default that stands under this id and says the same sentences. */
function knownAs(
  { json }: Source,
  rules: readonly string[],
  defaults: readonly Policy[],
): Policy | undefined {
  const given: Json = own(json, 'rules') ?? []
  return defaults.find((one) => {
    const sentences = rulesOf(one)
    const isSame =
      sentences.length === rules.length && sentences.every((rule, index) => rule === rules[index])
    return (
      one.id === own(json, 'id') &&
      one.type === own(json, 'type') &&
      isSame &&
      isList(given) &&
      given.length === rules.length
    )
  })
}

function textsOf({ json, path }: Source, id: string, notes: Ledger): Pick<Policy, 'name' | 'description'> {
  const given = wordsOf(own(json, 'name'))
  const name = nameFrom(given, id)
  if (given !== name) notes.changed(below(path, 'name'), 'The name', `It is “${name}” now.`)
  const description = own(json, 'description')
  if (!isString(description)) return { name }
  const short = cut(description, limits.description)
  if (short !== description)
    notes.changed(
      below(path, 'description'),
      'The description',
      `It is cut to ${limits.description} characters.`,
    )
  return { name, description: short }
}

function createdAt({ json, path }: Source, notes: Ledger): Pick<Policy, 'created_at'> {
  const created = own(json, 'created_at')
  if (created === undefined || created === null) return {}
  if (isString(created) && parseInstant(created) !== undefined) return { created_at: created }
  notes.lost(below(path, 'created_at'), 'It is no RFC 3339 instant.')
  return {}
}

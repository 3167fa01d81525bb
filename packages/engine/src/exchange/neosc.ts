import { isList, isString, own } from '../json.ts'
import { limits } from '../limits.ts'
import { type JsonObject, type Policy, policyTypes } from '../model.ts'
import { rulesOf } from '../policy-reads.ts'
import { parseInstant } from '../time/instant.ts'
import { type Intake, type Lost, noteId, noteUnknown, type Source, textAt, wordsAt } from './intake.ts'
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

  const known = intake.options.defaults?.find((one) => isSame(one, json))
  const wanted = wordsAt(source, 'id', notes)
  const id = intake.ids.take(wanted, 'neosc')
  noteId(wanted, id, below(path, 'id'), notes)
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
    const place = below(below(path, 'rules'), index)
    if (words === undefined) {
      notes.lost(place, 'A rule is a sentence.')
      return []
    }
    const short = cut(words, limits.label)
    if (short !== words) notes.changed(place, 'The sentence', `It is cut to ${limits.label} characters.`)
    return [short]
  })
}

/** Whether a default stands under this id and says the same sentences. */
function isSame(policy: Policy, json: JsonObject): boolean {
  const [sentences, given] = [rulesOf(policy), own(json, 'rules')]
  return (
    policy.id === own(json, 'id') &&
    policy.type === own(json, 'type') &&
    isList(given) &&
    given.length === sentences.length &&
    given.every((rule, index) => rule === sentences[index])
  )
}

function textsOf(source: Source, id: string, notes: Ledger): Pick<Policy, 'name' | 'description'> {
  const { path } = source
  const given = wordsAt(source, 'name', notes)
  const name = nameFrom(given, id)
  if (given !== name) notes.changed(below(path, 'name'), 'The name', `It is “${name}” now.`)
  const description = textAt(source, 'description', notes)
  if (description === undefined) return { name }
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
  const created = own(json, 'created_at') ?? undefined
  if (created === undefined) return {}
  if (isString(created) && parseInstant(created) !== undefined) return { created_at: created }
  notes.lost(below(path, 'created_at'), 'It is no RFC 3339 instant.')
  return {}
}

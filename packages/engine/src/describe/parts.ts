import type { Policy, Statement } from '../model.ts'
import type { Scope, Words } from './words.ts'

/** The target and the statement's own narrowing in words. */
export function scopeOf({ target = {} }: Policy, statement: Statement, words: Words): Scope {
  const lists = (...fields: (readonly string[] | undefined)[]) =>
    words.and(fields.filter((entries) => entries !== undefined).map((entries) => words.or(entries)))
  const kinds = [
    target.devices && words.devices(lists(target.devices.names), lists(target.devices.os)),
    target.integrations &&
      words.integrations(lists(target.integrations.names), lists(target.integrations.bases)),
  ].filter((text) => text !== undefined)
  const resources = lists(target.resources, statement.resources)
  const what = lists(target.permissions, target.actions, statement.actions)
  const deed = `${what} ${resources}`
  const known = Object.hasOwn(words.deeds, deed) ? words.deeds[deed] : undefined
  const named = [known === undefined ? resources : '', words.or(kinds)]
  return {
    who: lists(target.roles, target.subjects, statement.subjects),
    what: known?.what ?? what,
    to: known?.to ?? (target.permissions === undefined ? what : words.use(what)),
    at: known?.at ?? (what === '' ? '' : words.at(what)),
    where: words.and(named.filter((text) => text !== '')),
  }
}

export function dutiesOf({ obligations = [] }: Statement, words: Words): string {
  return words.and(
    obligations.map(({ id, properties, on }) => {
      const say = Object.hasOwn(words.obligations, id) ? words.obligations[id] : undefined
      const duty = say === undefined ? words.obligation(id) : say(properties)
      return on === 'deny' ? words.onDenial(duty) : duty
    }),
  )
}

import type { Policy, Statement } from '../model.ts'
import type { Words } from './words.ts'

/** For whom, on what: the target and the statement's own narrowing. */
export function scopeOf({ target = {} }: Policy, statement: Statement, words: Words): string {
  const { scope, or, and } = words
  const both = (field: 'subjects' | 'actions' | 'resources') =>
    [target[field], statement[field]].filter((entries) => entries !== undefined).map(or)
  const part = (texts: readonly string[], say: (list: string) => string) =>
    texts.length === 0 ? '' : say(and(texts))
  const roles = target.roles === undefined ? [] : [or(target.roles)]
  const permissions = target.permissions === undefined ? [] : [or(target.permissions)]
  return [
    part([...roles, ...both('subjects')], scope.who),
    part(both('actions'), scope.actions),
    part(permissions, scope.permissions),
    part(both('resources'), scope.resources),
    or([devices(target, words), integrations(target, words)].filter((text) => text !== '')),
  ].join('')
}

function devices({ devices: wanted }: NonNullable<Policy['target']>, { scope, or }: Words): string {
  if (wanted === undefined) return ''
  const named = wanted.names === undefined ? '' : scope.named(or(wanted.names))
  return scope.devices + named + (wanted.os === undefined ? '' : scope.running(or(wanted.os)))
}

function integrations({ integrations: wanted }: NonNullable<Policy['target']>, { scope, or }: Words): string {
  if (wanted === undefined) return ''
  const named = wanted.names === undefined ? '' : scope.named(or(wanted.names))
  return scope.integrations + named + (wanted.bases === undefined ? '' : scope.of(or(wanted.bases)))
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

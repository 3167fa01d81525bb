import type { AuditEvent } from '../../api/types.ts'
import { texts as names } from './action-texts.ts'
import { texts } from './texts.ts'

/** "Enable or disable policy"; an action that we have no words for keeps its raw name. */
export function actionWords(action: string): string {
  const own = wordIn(names.actions, action)
  if (own !== undefined) return own
  const [verb = '', ...rest] = action.split('_')
  const [verbWord, nounWord] = [wordIn(names.verbs, verb), wordIn(names.nouns, rest.join('_'))]
  return verbWord === undefined || nounWord === undefined ? action : `${verbWord} ${nounWord}`
}

/** "policy" of `policy`; a single resource, `policy:pol-1`, is its own name. */
export function resourceWords(resource: string): string {
  const word = resource.includes(':') ? undefined : wordIn(names.nouns, resource)
  return word === undefined ? resource : word.charAt(0).toLocaleUpperCase() + word.slice(1)
}

type Actor = Pick<AuditEvent, 'user_id' | 'user_email' | 'token_name' | 'request_id'>

/** Who did it, in the words one knows them by. What nobody asked for Sallyport did by itself. */
export function actorWords({ user_id, user_email, token_name, request_id }: Actor): string {
  const known = user_email ?? token_name ?? user_id
  return known ?? (request_id === undefined ? texts.itself : texts.nobody)
}

/** What the filter takes for the same actor; nothing for a token whose id isn't told. */
export function actorValue({ user_id, user_email, token_name }: Actor): string {
  if (user_id !== null) return `user:${user_id}`
  if (token_name !== undefined) return token_name
  return user_email === null ? nobody : `email:${user_email.toLowerCase()}`
}

const nobody = 'anonymous:anonymous'

/** A value of the actor facet, when nothing tells its name: `email:ada@example.org`. */
export function actorLabel(value: string, label = value): string {
  if (value === nobody) return texts.nobody
  return label === value ? value.replace(/^(user|service|email):/, '') : label
}

/** The own words of a table, never what every object has. */
function wordIn(words: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(words, name) ? words[name] : undefined
}

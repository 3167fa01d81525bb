import { readPath } from '../attribute-path.ts'
import { isList, isString } from '../json.ts'
import type { AccessRequest, Json } from '../model.ts'
import { matchEntry } from '../regex/cache.ts'
import { isTemplate, literalPrefix } from '../regex/template.ts'
import { any, no, outcome, type Outcome, yes } from '../truth.ts'
import type { Grants, StandsFor } from './subject-facts.ts'

export function standsFor(request: AccessRequest, grants: Grants): StandsFor {
  const { type, id } = request.subject
  const groups = listOfStrings(readPath(request, 'subject.properties.groups'))
  const profile = listOfStrings([readPath(request, 'subject.properties.profile') ?? null])
  const named = (prefix: string, path: string, texts: readonly string[]) =>
    texts.map((text) => ({ text: prefix + text, isCertain: true, path }))
  return {
    names: [
      { text: `${type}:${id}`, isCertain: true, path: 'subject.id' },
      ...named('group:', 'subject.properties.groups', groups.texts),
      ...named('profile:', 'subject.properties.profile', profile.texts),
      ...grants.list
        .filter(({ inDate }) => inDate !== 'false')
        .map(({ name, inDate }) =>
          inDate === 'true'
            ? { text: `role:${name}`, isCertain: true, path: 'subject.properties.roles' }
            : { text: `role:${name}`, isCertain: false, path: 'context.time' },
        ),
    ],
    open: [
      { prefix: 'group:', path: 'subject.properties.groups', isOpen: groups.isOpen },
      { prefix: 'profile:', path: 'subject.properties.profile', isOpen: profile.isOpen },
      { prefix: 'role:', path: 'subject.properties.roles', isOpen: grants.isOpen },
    ].filter(({ isOpen }) => isOpen),
  }
}

/** An entry that could name a role, group or profile is unknown when those are. */
export function matchSubject(entry: string, { names, open }: StandsFor): Outcome {
  const tried = names.map(({ text, isCertain, path }) => {
    const truth = matchEntry('subject', entry, text)
    if (truth === 'false') return no
    return truth === 'true' && isCertain ? yes : outcome('unknown', path)
  })
  const possible = open.filter(({ prefix }) => couldName(entry, prefix))
  return any([...tried, ...possible.map(({ path }) => outcome('unknown', path))])
}

/** Judged by the literal beginning alone, so it errs only towards unknown. */
export function couldName(entry: string, prefix: string): boolean {
  const literal = literalPrefix(entry)
  return literal.startsWith(prefix) || (isTemplate(entry) && prefix.startsWith(literal))
}

function listOfStrings(json: Json | undefined): { texts: readonly string[]; isOpen: boolean } {
  if (!isList(json)) return { texts: [], isOpen: true }
  const texts = json.filter(isString)
  return { texts, isOpen: texts.length < json.length }
}

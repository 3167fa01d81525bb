import { literalPrefix } from '../regex/template.ts'
import { isLiteralIn, matchesTemplate, type Said } from './entries.ts'
import type { Ids } from './ids.ts'

export interface RuleContext {
  readonly group: 'rest' | 'acl' | 'oidc'
  /** Of the group the rule is in. */
  readonly uuid: string | undefined
  readonly ids: Ids
}

/** What `<.*>` and `<.+>` are in Cells: anything at all. */
function isAnything(entry: string): boolean {
  return entry === '<.*>' || entry === '<.+>'
}

/** How Cells calls who asks, and how that is said here. */
const subjectKinds: readonly { readonly prefix: string; readonly as: string; readonly how?: string }[] = [
  {
    prefix: 'user:',
    as: 'user:',
    how: 'Cells compares the login, here it is the id of the user, which never changes.',
  },
  { prefix: 'subject:', as: 'user:' },
  { prefix: 'profile:', as: 'profile:' },
  { prefix: 'role:', as: 'role:', how: 'Cells compares the id of the role, here it is its name.' },
]

export function saySubject(entry: string, { group, uuid }: RuleContext): Said {
  if (group === 'acl') return sayTemplateSubject(entry, uuid)
  if (isAnything(entry)) return { as: [entry] }
  if (entry === 'self')
    return { why: '“self” is the owner in resource policies of Cells, not in security policies.' }
  if (entry.startsWith('policy:'))
    return { why: 'Cells asks with a template for nodes only, never for this.' }
  const kind = subjectKinds.find(({ prefix }) => literalPrefix(entry).startsWith(prefix))
  if (kind === undefined)
    return { why: `Nobody asks Cells as “${entry}”: it knows user, subject, profile and role.` }
  const rest = entry.slice(kind.prefix.length)
  const as = [kind.as + rest]
  if (isAnything(rest)) return kind.as === kind.prefix ? { as } : { as, how: `It is ${kind.as}${rest} now.` }
  if (kind.as !== kind.prefix) return { as, how: `It is ${kind.as}${rest} now.` }
  return { as, how: kind.how }
}

/** A rule of a template counts where that template is bound. */
function sayTemplateSubject(entry: string, uuid: string | undefined): Said {
  if (uuid !== undefined && matchesTemplate(entry, `policy:${uuid}`)) return { as: [entry] }
  if (entry.startsWith('policy:'))
    return { why: 'It is another template: a rule counts only where its own is bound.' }
  return { why: 'Cells asks about nodes with templates only, never with this.' }
}

export function sayResource(entry: string, group: RuleContext['group']): Said {
  const prefix = literalPrefix(entry)
  if (group === 'acl') {
    if (!matchesTemplate(entry, 'acl')) return { why: 'A template is asked about “acl” only.' }
    return { as: ['node'], how: 'It is every node here; the bindings of the template say which.' }
  }
  if (prefix.startsWith('rest:')) return sayPath(entry)
  if (isAnything(entry))
    return { as: [`rest:${entry}`, 'oidc'], how: 'It is every path and “oidc”: what Cells asks about.' }
  if (entry === 'oidc') return { as: [entry] }
  if (entry === 'acl')
    return { why: 'Cells asks about “acl” with templates only, never with these subjects.' }
  return { why: `Cells never asks about “${entry}”.` }
}

/** Where a path ends a query begins, which no pattern sees here. */
function sayPath(entry: string): Said {
  if (!isLiteralIn(entry, '?')) return { as: [entry] }
  return { why: 'It asks for a query string, which is no part of a path here.' }
}

/** On nodes only these are asked in full; Cells uses the others to refuse. */
const denyOnly = ['delete', 'download', 'upload', 'sync']

export function sayAction(
  entry: string,
  { group, denial }: RuleContext & { readonly denial: boolean },
): Said {
  if (group === 'acl' && !denial && denyOnly.includes(entry))
    return { why: `Cells uses “${entry}” in denials only; whoever may read or write may do that too.` }
  return { as: [entry] }
}

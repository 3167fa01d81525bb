import type { RoleGrant } from '../../api/types.ts'

/** How a role is held, as it is sent. */
export type Grant = Omit<RoleGrant, 'state'>

/** A grant while it is edited: what is typed, and what a form does not show. */
export interface GrantDraft {
  readonly name: string
  /** As an `<input type="datetime-local">` has it, in the zone of whoever types. */
  readonly from: string
  readonly until: string
  /** Separated by commas. */
  readonly types: string
  readonly ids: string
  /** Of the scope, kept as it is. */
  readonly rest: Omit<NonNullable<Grant['scope']>, 'types' | 'ids'>
}

export function draftOf({ name, scope = {}, valid_from, valid_until }: Grant): GrantDraft {
  const { types = [], ids = [], ...rest } = scope
  return {
    name,
    from: localOf(valid_from),
    until: localOf(valid_until),
    types: types.join(', '),
    ids: ids.join(', '),
    rest,
  }
}

export const emptyDraft = (name: string): GrantDraft => draftOf({ name })

export function grantOf({ name, from, until, types, ids, rest }: GrantDraft): Grant {
  const [typeList, idList] = [wordsOf(types), wordsOf(ids)]
  const scope = {
    ...rest,
    ...(typeList.length > 0 && { types: typeList }),
    ...(idList.length > 0 && { ids: idList }),
  }
  return {
    name,
    ...(Object.keys(scope).length > 0 && { scope }),
    ...(from !== '' && { valid_from: new Date(from).toISOString() }),
    ...(until !== '' && { valid_until: new Date(until).toISOString() }),
  }
}

/** Of a form that was kept: the grants of it, or nothing if they are none. */
export function keptGrants(kept: unknown): readonly GrantDraft[] | undefined {
  return Array.isArray(kept) && kept.every(isGrantDraft) ? kept : undefined
}

function isGrantDraft(kept: unknown): kept is GrantDraft {
  if (typeof kept !== 'object' || kept === null) return false
  const { rest, ...typed } = kept as Partial<Record<keyof GrantDraft, unknown>>
  const texts = [typed.name, typed.from, typed.until, typed.types, typed.ids]
  return texts.every((text) => typeof text === 'string') && typeof rest === 'object' && rest !== null
}

function wordsOf(text: string): string[] {
  return text.split(',').map((word) => word.trim()).filter(Boolean) // prettier-ignore
}

/** To the minute, which is as exact as the control. */
function localOf(instant: string | undefined): string {
  if (instant === undefined) return ''
  const at = new Date(instant)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`
}

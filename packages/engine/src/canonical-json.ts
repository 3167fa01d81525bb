import { isList, isObject } from './json.ts'
import type { Json } from './model.ts'

/** RFC 8785: one text for one content. Throws a TypeError for a number that is not finite. */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} is not JSON`)
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value)
  let members = ''
  // Sorted as RFC 8785 sorts: by UTF-16 code units.
  for (const name of Object.keys(value).sort()) {
    const member = value[name]
    if (member !== undefined)
      members += `${members === '' ? '' : ','}${quoted(name)}:${canonicalJson(member)}`
  }
  return `{${members}}`
}

/** Of most texts every character stands for itself. */
function quoted(text: string): string {
  return /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/.test(text) ? `"${text}"` : JSON.stringify(text)
}

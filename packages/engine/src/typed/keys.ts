import { canonicalPath } from '../attribute-path.ts'
import { sourceOf, valueAt } from '../attribute-value.ts'
import { isString } from '../json.ts'
import type { Json } from '../model.ts'
import { offsetAt } from '../time/zone.ts'
import { formatWall } from './moment.ts'
import type { Asked } from './kind.ts'

/** How a value becomes the text that Cells has under this name. */
type Reading = 'clock' | 'names' | 'digits'

/** Where Sallyport has what a name of Pydio Cells means. */
export interface CellsKey {
  readonly path: string
  readonly as?: Reading
  /** For the reference; one phrase. */
  readonly meaning: string
}

/** The names of Pydio Cells, and where Sallyport has what they mean. The reference page repeats this table, checked. */
export const cellsKeys: { readonly [name: string]: CellsKey } = {
  RemoteAddress: { path: 'context.source_ip', meaning: 'the client’s address, without a port' },
  UserAgent: { path: 'context.user_agent', meaning: 'the user agent header' },
  ServerTime: { path: 'context.time', as: 'clock', meaning: 'the time of the decision, in the zone of the settings' },
  ClientTime: { path: 'context.time', as: 'clock', meaning: 'the same; in Cells, too, it is the server’s clock' },
  RequestMethod: { path: 'action.name', meaning: 'the action; on `rest` it is the method' },
  RequestURI: { path: 'resource.id', meaning: 'the id of the resource; on `rest` it is the path, without the query' },
  JwtIssuer: { path: 'context.issuer', meaning: 'who issued the token' },
  JwtClientApp: { path: 'context.client_app', meaning: 'the application that the token was issued to' },
  ClaimsIssuer: { path: 'context.issuer', meaning: 'who issued the token' },
  ClaimsClientApp: { path: 'context.client_app', meaning: 'the application that the token was issued to' },
  ClaimsSubject: { path: 'subject.id', meaning: 'the immutable id of the subject' },
  ClaimsName: { path: 'subject.properties.name', meaning: 'the name that the subject signs in with' },
  ClaimsProfile: { path: 'subject.properties.profile', meaning: '`anon`, `shared`, `standard` or `admin`' },
  ClaimsGroupPath: { path: 'subject.properties.group_path', meaning: 'the path of the subject’s group' },
  ClaimsRoles: { path: 'subject.properties.roles', as: 'names', meaning: 'the names of the roles in date, with commas between them' },
  NodeMetaName: { path: 'resource.properties.name', meaning: 'the last part of the path' },
  NodeMetaPath: { path: 'resource.properties.path', meaning: 'the whole path' },
  NodeMetaType: { path: 'resource.properties.type', meaning: '`LEAF` or `COLLECTION`' },
  NodeMetaExtension: { path: 'resource.properties.extension', meaning: 'without its dot' },
  NodeMetaMimeType: { path: 'resource.properties.mime_type', meaning: 'the media type' },
  NodeMetaSize: { path: 'resource.properties.size', as: 'digits', meaning: 'in bytes; a number is read as its digits' },
  NodeMetaMTime: { path: 'resource.properties.mtime', as: 'digits', meaning: 'in seconds since 1970; a number is read as its digits' },
} // prettier-ignore

/** Any other metadata of a node: `NodeMeta:usermeta-tags`. */
const metadata = 'NodeMeta:'

/** A name or a path. */
export function isKey(text: string): boolean {
  return /^(?:NodeMeta:)?[^.:]+(\.[^.]+)*$/.test(text)
}

/** Where the value of a key comes from: the place of one of Cells' names, a path, or a bare name of the context. */
export function keyNamed(key: string): Omit<CellsKey, 'meaning'> {
  const row = Object.hasOwn(cellsKeys, key) ? cellsKeys[key] : undefined
  if (row !== undefined) return row
  if (key.startsWith(metadata)) return { path: `resource.properties.meta.${key.slice(metadata.length)}` }
  return { path: canonicalPath(key) }
}

/** What a key reads, under the names that unknown values are reported by. */
export function pathOfKey(key: string): string {
  return sourceOf(keyNamed(key).path)
}

/** The value of a key, or undefined when it is missing or is not what Cells has under that name. */
export function readKey(key: string, asked: Asked): Json | undefined {
  const { path, as } = keyNamed(key)
  const value = valueAt(path, asked.zone, asked)
  return as === undefined ? value : readings[as](value, asked)
}

const readings: {
  readonly [reading in Reading]: (value: Json | undefined, asked: Asked) => string | undefined
} = {
  clock: (_value, { time, zone }) =>
    time === undefined ? undefined : formatWall(time, offsetAt(time, zone)),
  names: (_value, { grants: { list, isOpen } }) =>
    isOpen || list.some(({ inDate }) => inDate === 'unknown')
      ? undefined
      : list.flatMap(({ name, inDate }) => (inDate === 'true' ? [name] : [])).join(','),
  digits: (value) =>
    isString(value)
      ? value
      : typeof value === 'number' && Number.isSafeInteger(value)
        ? String(value)
        : undefined,
}

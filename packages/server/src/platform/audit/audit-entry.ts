import type { Json } from '@sallyport/engine'

/** What a use case says happened. Texts may come from strangers: they are bounded and cleaned before they are stored. */
export interface AuditEntry {
  readonly organization: string
  readonly actor: AuditActor
  readonly action: string
  readonly resource: string
  /** A sentence for people. */
  readonly details: string
  readonly success: boolean
  readonly ipAddress?: string | undefined
  readonly requestId?: string | undefined
  /** The login session that it was done in, opened or ended. */
  readonly sessionId?: string | undefined
  /** What it was and what it became; `null` where there was, or is, nothing. */
  readonly changes?: { readonly before: Json; readonly after: Json } | undefined
  /** The decision that let it happen or prevented it. */
  readonly decision?: Json | undefined
  /** Why, in the words of whoever did it. */
  readonly reason?: string | undefined
}

/** Who did it; empty when nobody was signed in. */
export interface AuditActor {
  readonly userId?: string | undefined
  readonly email?: string | undefined
  readonly tokenId?: string | undefined
  readonly tokenName?: string | undefined
}

/** What an entry says, as it is stored. */
export interface AuditStatement {
  readonly user_id: string | null
  readonly user_email: string | null
  readonly token_id: string | null
  readonly token_name: string | null
  readonly action: string
  readonly resource: string
  readonly details: string
  readonly success: boolean
  readonly ip_address: string | null
  readonly request_id: string | null
  readonly changes: Json
  readonly decision: Json
  readonly reason: string | null
  readonly session_id: string | null
}

/** Brings an entry into its bounds. */
export function statementOf(entry: AuditEntry): AuditStatement {
  const { actor } = entry
  return {
    user_id: bounded(actor.userId, 200),
    // 64 before the @, 255 behind it: nothing longer is an address.
    user_email: bounded(actor.email, 320),
    token_id: bounded(actor.tokenId, 200),
    token_name: bounded(actor.tokenName, 200),
    action: cleanText(entry.action, 100),
    resource: cleanText(entry.resource, 500),
    details: cleanText(entry.details, 2000),
    success: entry.success,
    ip_address: bounded(entry.ipAddress, 64),
    request_id: bounded(entry.requestId, 128),
    changes: boundedJson(entry.changes),
    decision: boundedJson(entry.decision),
    reason: bounded(entry.reason, 2000),
    session_id: bounded(entry.sessionId, 200),
  }
}

function bounded(text: string | undefined, most: number): string | null {
  return text === undefined ? null : cleanText(text, most)
}

/** Control characters, line separators and the invisible ones that turn the direction of writing: none may fake a log line. */
const unseen = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

/** Keeps what can be read; the rest becomes U+FFFD, so that it shows. */
export function cleanText(text: string, most: number): string {
  const clean = text
    .slice(0, most + 1)
    .toWellFormed()
    .replace(unseen, '\ufffd')
  if (clean.length <= most) return clean
  // A pair of surrogates is not cut in two.
  return `${clean.slice(0, most - 1).replace(/[\ud800-\udbff]$/u, '')}…`
}

/** Characters of JSON that one entry may carry: some four times the largest body of a request. */
const longestJson = 4 << 20

function boundedJson(value: Json | undefined): Json {
  if (value === undefined) return null
  const clean = cleanJson(value)
  const { length } = JSON.stringify(clean)
  return length <= longestJson ? clean : { omitted: `${length} characters are too many for the audit log` }
}

/** What PostgreSQL's jsonb and I-JSON can't hold: NUL and lone surrogates. Numbers that are not finite become null. */
function cleanJson(value: Json): Json {
  if (typeof value === 'string') return jsonText(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'object' || value === null) return value
  if (isList(value)) return value.map((item) => cleanJson(item))
  const members = Object.entries(value).filter(([, member]) => (member as Json | undefined) !== undefined)
  return Object.fromEntries(members.map(([name, member]) => [jsonText(name), cleanJson(member)]))
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value)
}

function jsonText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\ufffd')
}

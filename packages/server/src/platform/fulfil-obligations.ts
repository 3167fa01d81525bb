import type { Obligation } from '@sallyport/engine'
import type { Kysely } from 'kysely'
import type { AuditEntry, AuditSink } from './audit/audit-sink.ts'
import type { Clock } from './clock.ts'
import type { Database } from './database/schema.ts'

export interface Recipient {
  readonly id: string
  readonly organization: string
}

export interface FulfilmentParts {
  readonly db: Kysely<Database>
  readonly audit: AuditSink
  readonly now: Clock
  /** The people that `notify {to}` names: an address, `user:<id>` or `role:<name>`. */
  readonly recipients: (to: string) => Promise<readonly Recipient[]>
  readonly notify: (
    db: Kysely<Database>,
    people: readonly Recipient[],
    text: string,
    at: Date,
  ) => Promise<void>
}

/** What happened, and to whom, that an obligation is about. */
export interface Occasion {
  readonly entry: Pick<AuditEntry, 'organization' | 'actor' | 'ipAddress' | 'requestId' | 'sessionId'>
  readonly action: string
  readonly resource: string
  readonly outcome: 'permit' | 'deny'
  readonly label: string | undefined
}

export type Fulfil = (obligation: Obligation, occasion: Occasion) => Promise<boolean>

/** The two obligations that the server itself fulfils; false for anything it can't do, and then a permit is refused. */
export function createFulfilment(parts: FulfilmentParts): Fulfil {
  return async (obligation, occasion) => {
    if (obligation.id === 'log') return log(parts, obligation, occasion)
    if (obligation.id === 'notify') return notify(parts, obligation, occasion)
    return obligation.id === 'factor'
  }
}

async function log(parts: FulfilmentParts, { properties }: Obligation, occasion: Occasion): Promise<boolean> {
  const level = typeof properties['level'] === 'string' ? properties['level'] : 'info'
  await parts.db.transaction().execute((trx) =>
    parts.audit.record(trx, {
      ...occasion.entry,
      action: 'log_decision',
      resource: occasion.resource,
      details: `${level}: ${sentenceOf(occasion)}`,
      success: occasion.outcome === 'permit',
    }),
  )
  return true
}

async function notify(
  parts: FulfilmentParts,
  { properties }: Obligation,
  occasion: Occasion,
): Promise<boolean> {
  const { to } = properties
  const people = typeof to === 'string' ? await parts.recipients(to) : []
  if (people.length === 0) return false
  await parts.notify(parts.db, people, sentenceOf(occasion), parts.now())
  return true
}

function sentenceOf({ entry, action, resource, outcome, label }: Occasion): string {
  const who = entry.actor.email ?? entry.actor.tokenName ?? 'Somebody'
  const why = label === undefined ? '' : ` (${label})`
  return `${who} was ${outcome === 'permit' ? 'permitted' : 'refused'}: ${action} on ${resource}${why}`
}

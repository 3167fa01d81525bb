import type { AccessRequest, Decision, JsonObject } from '@sallyport/engine'
import type { FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import type { AuditSink } from './audit/audit-sink.ts'
import type { Database } from './database/schema.ts'
import { entryBy } from './identity.ts'
import { refusalInWords } from './require-permission.ts'

/** Writes down that somebody was refused by our own API: `update_policy` on `policy:<id>`, without success. */
export function refusalRecorder({ db, audit }: { db: Kysely<Database>; audit: AuditSink }) {
  return async (request: FastifyRequest, question: AccessRequest, decision: Decision): Promise<void> => {
    const noun = question.resource.type.replace(/^sallyport\./u, '')
    await db.transaction().execute((trx) =>
      audit.record(trx, {
        ...entryBy(request.identity, request.id),
        action: `${question.action.name}_${noun}`,
        resource: question.resource.id === '*' ? noun : `${noun}:${question.resource.id}`,
        details: `Refused: ${refusalInWords(decision, `${noun}.${question.action.name}`)}`,
        success: false,
        decision: decisionRecord(decision),
      }),
    )
  }
}

/** What the audit log keeps of a decision. */
export function decisionRecord({ decision, reason, decided_by, reported, revision }: Decision): JsonObject {
  return {
    decision,
    reason,
    revision,
    ...(decided_by === undefined ? {} : { decided_by: { ...decided_by } }),
    ...(reported.length === 0 ? {} : { reported: reported.map((one) => ({ ...one })) }),
  }
}

import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { AuditRow } from '../../platform/audit/audit-sink.ts'
import { problemResponses } from '../../platform/problem-schema.ts'
import { auditStore } from './audit-store.ts'
import { listAuditLogs } from './list-audit-logs.ts'
import { AuditLog, AuditQuery, AuditVerification, VerifyAuditLog } from './schema.ts'
import { verifyAuditLog, type VerifyDeps } from './verify-audit-log.ts'

export interface AuditRoutesDeps extends VerifyDeps {
  /** Asks our own enforcement point for `audit.read` without refusing: others see their own entries. */
  mayReadAll(request: FastifyRequest): boolean
}

const tags = ['audit']

export function auditRoutes(deps: AuditRoutesDeps): FastifyPluginAsyncZod {
  const listing = { store: auditStore(deps.db), masterKey: deps.masterKey }
  return (app) => {
    app.route({
      method: 'GET',
      url: '/api/audit-logs',
      config: { permission: 'signed-in' },
      schema: {
        operationId: 'listAuditLogs',
        tags,
        summary:
          'What happened, newest first: everything with the permission audit.read, else what you did yourself',
        querystring: AuditQuery,
        response: { 200: z.array(AuditLog), ...problemResponses },
      },
      handler: async (request, reply) => {
        const page = await listAuditLogs(listing, request.identity, deps.mayReadAll(request), request.query)
        if (page.next !== undefined)
          void reply.header('link', `<${nextPage(request.url, page.next)}>; rel="next"`)
        return page.rows.map(auditLogView)
      },
    })
    app.route({
      method: 'POST',
      url: '/api/audit-logs/verify',
      config: { permission: 'audit.read' },
      schema: {
        operationId: 'verifyAuditLog',
        tags,
        summary: 'Recomputes the hash chain and names the first entry that does not fit',
        body: VerifyAuditLog.nullish(),
        response: { 200: AuditVerification, ...problemResponses },
      },
      handler: ({ identity, id, body }) =>
        verifyAuditLog(deps, { identity, requestId: id, range: body ?? {} }),
    })
    return Promise.resolve()
  }
}

/** The same question, further on. */
function nextPage(url: string, cursor: string): string {
  const query = new URLSearchParams(url.split('?')[1] ?? '')
  query.set('cursor', cursor)
  return `/api/audit-logs?${query.toString()}`
}

function auditLogView(row: AuditRow): AuditLog {
  return {
    id: row.id,
    seq: row.seq,
    user_id: row.user_id,
    user_email: row.user_email,
    action: row.action,
    resource: row.resource,
    details: row.details,
    ip_address: row.ip_address,
    timestamp: row.timestamp.toISOString(),
    success: row.success,
    ...(row.token_name === null ? {} : { token_name: row.token_name }),
    ...(row.request_id === null ? {} : { request_id: row.request_id }),
    ...(row.changes === null ? {} : { changes: row.changes }),
    ...(row.decision === null ? {} : { decision: row.decision }),
    ...(row.reason === null ? {} : { reason: row.reason }),
  }
}

import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { problemResponses } from '../../platform/problem-schema.ts'
import { exportAuditLog, type ExportDeps } from './export-audit-log.ts'
import { AuditExportQuery, AuditVerification, LastVerification, VerifyAuditLog } from './schema.ts'
import { lastVerification } from './verification-store.ts'
import { verifyAuditLog, type VerifyDeps } from './verify-audit-log.ts'

export interface ProofRoutesDeps extends VerifyDeps, ExportDeps {
  mayReadAll(request: FastifyRequest): boolean
}

const tags = ['audit']
const file = z.custom<Readable>().meta({ type: 'string' })
const mediaTypes = {
  csv: 'text/csv; charset=utf-8; header=present',
  jsonl: 'application/jsonl; charset=utf-8',
}

/** The log as evidence: files to take away, and whether it is what was written. */
export function auditProofRoutes(deps: ProofRoutesDeps): FastifyPluginAsyncZod {
  return (app) => {
    app.route({
      method: 'GET',
      url: '/api/audit-logs/export',
      config: { permission: 'signed-in' },
      schema: {
        operationId: 'exportAuditLogs',
        tags,
        summary: 'Everything that fits, newest first, with all columns, as a file',
        querystring: AuditExportQuery,
        response: {
          200: {
            description: 'The file',
            content: {
              'text/csv': { schema: file },
              'application/jsonl': { schema: file },
            },
          },
          ...problemResponses,
        },
      },
      handler: async (request, reply) => {
        const { identity, id } = request
        const { format, ...filters } = request.query
        const mayReadAll = deps.mayReadAll(request)
        const file = await exportAuditLog(deps, { identity, requestId: id, mayReadAll, format, filters })
        const name = `audit-log-${deps.now().toISOString().slice(0, 19).replaceAll(':', '')}Z.${format}`
        return reply
          .header('content-disposition', `attachment; filename="${name}"`)
          .header('cache-control', 'no-store')
          .type(mediaTypes[format])
          .send(file)
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
    app.route({
      method: 'GET',
      url: '/api/audit-logs/verification',
      config: { permission: 'audit.read' },
      schema: {
        operationId: 'readAuditVerification',
        tags,
        summary: 'How the last verification of the whole log came out, by whomever it was asked',
        response: { 200: LastVerification, ...problemResponses },
      },
      handler: async ({ identity }) => {
        const last = await lastVerification(deps.db, identity.organization)
        if (last === undefined) return { state: 'never' as const }
        const { valid, verifiedAt, ...rest } = last
        return {
          state: valid ? ('valid' as const) : ('invalid' as const),
          verified_at: verifiedAt.toISOString(),
          ...rest,
        }
      },
    })
    return Promise.resolve()
  }
}

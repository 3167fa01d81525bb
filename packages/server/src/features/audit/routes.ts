import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Clock } from '../../platform/clock.ts'
import { problemResponses } from '../../platform/problem-schema.ts'
import { activityView, auditLogInFull, auditLogView, summaryView } from './answers.ts'
import type { AuditStore } from './audit-store.ts'
import type { LogColumns } from './columns/log-columns.ts'
import { listAuditLogs } from './list-audit-logs.ts'
import { readActivity } from './read-activity.ts'
import { readAuditLog, relatedAuditLogs } from './read-audit-log.ts'
import {
  AuditActivity,
  AuditActivityQuery,
  AuditLog,
  AuditLogInFull,
  AuditLogParams,
  AuditQuery,
  AuditSummary,
  AuditSummaryQuery,
  RelatedAuditLog,
} from './schema.ts'
import { summarizeAuditLog } from './summarize-audit-log.ts'
import type { MasterKey } from '../../platform/crypto/master-key.ts'

export interface AuditRoutesDeps {
  readonly store: AuditStore
  readonly columns: LogColumns
  readonly masterKey: MasterKey
  readonly now: Clock
  /** Asks our own enforcement point for `audit.read` without refusing: others see their own entries. */
  mayReadAll(request: FastifyRequest): boolean
}

const tags = ['audit']

/** What the log says, to whoever is signed in: all of it with the permission audit.read, else what they did themselves. */
export function auditRoutes(deps: AuditRoutesDeps): FastifyPluginAsyncZod {
  const { store } = deps
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
        const page = await listAuditLogs(deps, request.identity, deps.mayReadAll(request), request.query)
        if (page.next !== undefined)
          void reply.header('link', `<${nextPage(request.url, page.next)}>; rel="next"`)
        return page.rows.map(auditLogView)
      },
    })
    app.route({
      method: 'GET',
      url: '/api/audit-logs/summary',
      config: { permission: 'signed-in' },
      schema: {
        operationId: 'summarizeAuditLogs',
        tags,
        summary: 'How many entries fit: in all, over time, and by the values of each filter',
        querystring: AuditSummaryQuery,
        response: { 200: AuditSummary, ...problemResponses },
      },
      handler: async (request) =>
        summaryView(await summarizeAuditLog(deps, request.identity, deps.mayReadAll(request), request.query)),
    })
    app.route({
      method: 'GET',
      url: '/api/audit-logs/activity',
      config: { permission: 'signed-in' },
      schema: {
        operationId: 'readAuditActivity',
        tags,
        summary: 'Sign-ins and denials of the last days, and why there were denials',
        querystring: AuditActivityQuery,
        response: { 200: AuditActivity, ...problemResponses },
      },
      handler: async (request) =>
        activityView(
          request.query.zone,
          await readActivity(deps, request.identity, deps.mayReadAll(request), request.query),
        ),
    })
    app.route({
      method: 'GET',
      url: '/api/audit-logs/:id',
      config: { permission: 'signed-in' },
      schema: {
        operationId: 'readAuditLog',
        tags,
        summary: 'One entry, with what changed and its place in the chain',
        params: AuditLogParams,
        response: { 200: AuditLogInFull, ...problemResponses },
      },
      handler: async (request) => {
        const mayReadAll = deps.mayReadAll(request)
        return auditLogInFull(
          (await readAuditLog(store, request.identity, mayReadAll, request.params.id)).row,
        )
      },
    })
    app.route({
      method: 'GET',
      url: '/api/audit-logs/:id/related',
      config: { permission: 'signed-in' },
      schema: {
        operationId: 'listRelatedAuditLogs',
        tags,
        summary: 'What else belongs to an entry, newest first, 50 at most',
        params: AuditLogParams,
        response: { 200: z.array(RelatedAuditLog), ...problemResponses },
      },
      handler: async (request) => {
        const mayReadAll = deps.mayReadAll(request)
        const related = await relatedAuditLogs(store, request.identity, mayReadAll, request.params.id)
        return related.map(({ row, relation }) => ({ ...auditLogView(row), relation }))
      },
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

import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { problemResponses } from '../../platform/problem-schema.ts'
import { savedView } from './answers.ts'
import { deleteView, ownerOf, saveView, type ViewDeps, type ViewRequest } from './save-view.ts'
import { AuditView, filtersInJson, SaveView, ViewParams } from './schema.ts'
import { listViewRecords } from './view-store.ts'

const tags = ['audit']

/** Questions that people keep by a name; everybody has their own. */
export function auditViewRoutes(deps: ViewDeps): FastifyPluginAsyncZod {
  return (app) => {
    app.route({
      method: 'GET',
      url: '/api/audit-logs/views',
      config: { permission: 'signed-in' },
      schema: {
        operationId: 'listAuditViews',
        tags,
        summary: 'Your saved views of the audit log, by name',
        response: { 200: z.array(AuditView), ...problemResponses },
      },
      handler: async ({ identity }) => (await listViewRecords(deps.db, ownerOf(identity))).map(savedView),
    })
    app.route({
      method: 'PUT',
      url: '/api/audit-logs/views/:name',
      config: { permission: 'signed-in' },
      schema: {
        operationId: 'saveAuditView',
        tags,
        summary: 'Keep a question by a name, or change it; 50 at most',
        params: ViewParams,
        body: SaveView,
        response: { 200: AuditView, 201: AuditView, ...problemResponses },
      },
      handler: async (request, reply) => {
        const { last_hours, ...filters } = request.body.query
        const query = { ...filtersInJson(filters), ...(last_hours !== undefined && { last_hours }) }
        const { view, isNew } = await saveView(deps, requestOf(request, request.params.name), query)
        return reply.status(isNew ? 201 : 200).send(savedView(view))
      },
    })
    app.route({
      method: 'DELETE',
      url: '/api/audit-logs/views/:name',
      config: { permission: 'signed-in' },
      schema: {
        operationId: 'deleteAuditView',
        tags,
        summary: 'Forget a saved view',
        params: ViewParams,
        response: { 204: z.null(), ...problemResponses },
      },
      handler: async (request, reply) => {
        await deleteView(deps, requestOf(request, request.params.name))
        return reply.status(204).send(null)
      },
    })
    return Promise.resolve()
  }
}

function requestOf({ identity, id }: FastifyRequest, name: string): ViewRequest {
  return { identity, requestId: id, name }
}

import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ProblemError } from '../../platform/problem.ts'
import { problemResponses } from '../../platform/problem-schema.ts'
import { listBindingRecords, type BindingRecord } from './binding-store.ts'
import { createBinding, deleteBinding, type BindingParts, type Changer } from './change-bindings.ts'
import { Binding, BindingParams, BindingQuery, ChangeQuery, NewBinding } from './schema.ts'

const tags = ['bindings']

export function bindingRoutes(parts: BindingParts): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'GET',
      url: '/api/bindings',
      config: { permission: 'bindings.read' },
      schema: {
        operationId: 'listBindings',
        tags,
        summary: 'Which templates apply to whom, and where',
        querystring: BindingQuery,
        response: { 200: z.array(Binding), ...problemResponses },
      },
      async handler({ identity, query }, reply) {
        const { limit, cursor, ...filter } = query
        const records = await listBindingRecords(parts.db, identity.organization, {
          ...filter,
          after: cursor,
          limit: limit + 1,
        })
        const page = records.slice(0, limit)
        const last = page.at(-1)
        if (records.length > limit && last !== undefined) {
          const given = Object.entries(filter).filter(
            (entry): entry is [string, string] => entry[1] !== undefined,
          )
          const next = new URLSearchParams([...given, ['limit', String(limit)], ['cursor', last.binding.id]])
          void reply.header('link', `</api/bindings?${next.toString()}>; rel="next"`)
        }
        return page.map(view)
      },
    })
    app.route({
      method: 'POST',
      url: '/api/bindings',
      config: { permission: 'bindings.create' },
      schema: {
        operationId: 'createBinding',
        tags,
        summary: 'Apply a template to a subject on a resource and everything below it',
        querystring: ChangeQuery,
        body: NewBinding,
        response: { 201: Binding, ...problemResponses },
      },
      async handler(request, reply) {
        const record = await createBinding(parts, changerOf(request, request.query), request.body)
        void reply.status(201).header('location', `/api/bindings/${record.binding.id}`)
        return view(record)
      },
    })
    app.route({
      method: 'DELETE',
      url: '/api/bindings/:id',
      config: { permission: 'bindings.delete' },
      schema: {
        operationId: 'deleteBinding',
        tags,
        summary: 'Take a template back',
        params: BindingParams,
        querystring: ChangeQuery,
        response: { 204: z.null(), ...problemResponses },
      },
      async handler(request, reply) {
        await deleteBinding(parts, changerOf(request, request.query), request.params.id)
        return reply.status(204).send(null)
      },
    })
  }
}

function changerOf({ identity, id }: FastifyRequest, query: ChangeQuery): Changer {
  if (query.force && query.reason === undefined)
    throw new ProblemError('request-invalid', 'Forcing a change needs a reason', {
      members: { errors: [{ path: 'query.reason', message: 'is required with force' }] },
    })
  return { identity, requestId: id, query }
}

function view({ binding, createdAt, createdBy }: BindingRecord) {
  return { ...binding, created_at: createdAt.toISOString(), created_by: createdBy }
}

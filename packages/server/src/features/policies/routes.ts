import type { JsonObject, Settings } from '@sallyport/engine'
import type { FastifyRequest, FastifySchema, FastifySchemaCompiler } from 'fastify'
import { validatorCompiler, type FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/schema.ts'
import type { DecisionPoint } from '../../platform/decision-point.ts'
import type { EnforcementPoints } from '../../platform/enforcement-points.ts'
import type { Identity } from '../../platform/identity.ts'
import { problemResponses } from '../../platform/problem-schema.ts'
import {
  createPolicy,
  deletePolicy,
  existing,
  patchPolicy,
  replacePolicy,
  togglePolicy,
  type Change,
} from './change-policy.ts'
import { etagOf } from './if-match.ts'
import { measureImpact, type OpenSession } from './impact.ts'
import { listPolicies } from './list-policies.ts'
import { isJsonObject } from './merge-patch.ts'
import type { Person } from './person.ts'
import { jsonOf } from './policy-record.ts'
import { findPolicyRecord } from './policy-store.ts'
import { changedView, policyView } from './policy-view.ts'
import type { PolicyWriter } from './policy-writer.ts'
import { invalidPolicy, readPolicy } from './read-policy.ts'
import {
  ChangeQuery,
  Impact,
  ImpactQuery,
  Policy,
  PolicyInput,
  PolicyParams,
  PolicyPatch,
  PolicyQuery,
  Toggled,
} from './schema.ts'

export interface PolicyRoutesDeps {
  readonly db: Kysely<Database>
  readonly writer: PolicyWriter
  readonly decisionPoint: DecisionPoint
  readonly enforcementPoints: EnforcementPoints
  readonly settings: Settings
  readonly clock: Clock
  readonly contextOf: (identity: Identity) => JsonObject
  readonly people: () => Promise<readonly Person[]>
  readonly openSessions: () => Promise<readonly OpenSession[]>
}

const tags = ['policies']

/**
 * The body's schema documents it in OpenAPI and is not what it is judged by: the engine's `validatePolicy` is the one
 * source of what a policy may say, and names every fault with its path. So a body passes here as it came, and the use
 * cases take it as `unknown`.
 */
const bodyIsReadByEngine: FastifySchemaCompiler<FastifySchema> = (route) =>
  route.httpPart === 'body'
    ? (body: unknown) => ({ value: body })
    : validatorCompiler(route as Parameters<typeof validatorCompiler>[0])

export function policyRoutes(deps: PolicyRoutesDeps): FastifyPluginAsyncZod {
  return (app) => {
    readingRoutes(app, deps)
    changingRoutes(app, deps)
    return Promise.resolve()
  }
}

type App = Parameters<FastifyPluginAsyncZod>[0]

function readingRoutes(app: App, deps: PolicyRoutesDeps): void {
  const find = async (identity: Identity, id: string) =>
    existing(await findPolicyRecord(deps.db, identity.organization, id))
  app.route({
    method: 'GET',
    url: '/api/policies',
    config: { permission: 'policies.read' },
    schema: {
      operationId: 'listPolicies',
      tags,
      summary: 'The policies in the order of their creation, the defaults first',
      querystring: PolicyQuery,
      response: { 200: z.array(Policy), ...problemResponses },
    },
    handler: async ({ identity, query }, reply) => {
      const { records, next } = await listPolicies(deps.db, identity.organization, query)
      if (next !== undefined) void reply.header('link', `<${next}>; rel="next"`)
      return records.map((record) => policyView(record, deps))
    },
  })
  app.route({
    method: 'GET',
    url: '/api/policies/:id',
    config: { permission: 'policies.read' },
    schema: {
      operationId: 'getPolicy',
      tags,
      summary: 'One policy',
      params: PolicyParams,
      response: { 200: Policy, ...problemResponses },
    },
    handler: async ({ identity, params }, reply) => {
      const record = await find(identity, params.id)
      void reply.header('etag', etagOf(record))
      return policyView(record, deps)
    },
  })
  app.route({
    method: 'GET',
    url: '/api/policies/:id/impact',
    config: { permission: 'policies.update' },
    schema: {
      operationId: 'getPolicyImpact',
      tags,
      summary: 'What switching the policy on or off would do, measured',
      params: PolicyParams,
      querystring: ImpactQuery,
      response: { 200: Impact, ...problemResponses },
    },
    handler: async ({ identity, params, query }) => {
      const { policy } = await find(identity, params.id)
      const next = readPolicy({ ...jsonOf(policy), enabled: query.enabled }, params.id, deps.settings)
      const present = deps.decisionPoint.current()
      const [people, sessions] = await Promise.all([deps.people(), deps.openSessions()])
      const measured = await measureImpact({
        present,
        candidate: present.with({ put: [next] }),
        people,
        sessions,
        points: deps.enforcementPoints.all(),
        requestContext: deps.contextOf(identity),
        now: deps.clock(),
        editing: params.id,
      })
      return { enabled: query.enabled, ...measured }
    },
  })
}

function changingRoutes(app: App, deps: PolicyRoutesDeps): void {
  const changeOf = ({ identity, id, headers }: FastifyRequest, { reason, force }: ChangeQuery): Change => ({
    identity,
    requestId: id,
    requestContext: deps.contextOf(identity),
    ifMatch: headers['if-match'],
    reason,
    force,
  })
  app.route({
    method: 'POST',
    url: '/api/policies',
    config: { permission: 'policies.create' },
    validatorCompiler: bodyIsReadByEngine,
    schema: {
      operationId: 'createPolicy',
      tags,
      summary: 'A new policy, in force at once',
      querystring: ChangeQuery,
      body: PolicyInput,
      response: { 201: Policy, ...problemResponses },
    },
    handler: async (request, reply) => {
      const record = await createPolicy(deps, changeOf(request, request.query), request.body)
      void reply
        .status(201)
        .header('location', `/api/policies/${record.policy.id}`)
        .header('etag', etagOf(record))
      return changedView(record, deps)
    },
  })
  app.route({
    method: 'PUT',
    url: '/api/policies/:id',
    config: { permission: 'policies.update' },
    validatorCompiler: bodyIsReadByEngine,
    schema: {
      operationId: 'replacePolicy',
      tags,
      summary: 'Replaces a policy; its read-only members are accepted and ignored',
      params: PolicyParams,
      querystring: ChangeQuery,
      body: PolicyInput,
      response: { 200: Policy, ...problemResponses },
    },
    handler: async (request, reply) => {
      const record = await replacePolicy(
        deps,
        changeOf(request, request.query),
        request.params.id,
        request.body,
      )
      void reply.header('etag', etagOf(record))
      return changedView(record, deps)
    },
  })
  app.route({
    method: 'PATCH',
    url: '/api/policies/:id',
    config: { permission: 'policies.update' },
    validatorCompiler: bodyIsReadByEngine,
    schema: {
      operationId: 'patchPolicy',
      tags,
      summary: 'Changes a policy by a JSON merge patch; toggles it when there is none, or an empty one',
      params: PolicyParams,
      querystring: ChangeQuery,
      body: PolicyPatch,
      response: { 200: z.union([Policy, Toggled]), ...problemResponses },
    },
    handler: async (request, reply) => {
      const change = changeOf(request, request.query)
      const patch: unknown = request.body ?? undefined
      if (patch === undefined || (isJsonObject(patch) && Object.keys(patch).length === 0)) {
        const record = await togglePolicy(deps, change, request.params.id)
        void reply.header('etag', etagOf(record))
        return toggledView(record.policy.enabled)
      }
      if (!isJsonObject(patch)) throw invalidPolicy([{ path: 'body', message: 'must be an object' }])
      const record = await patchPolicy(deps, change, request.params.id, patch)
      void reply.header('etag', etagOf(record))
      return changedView(record, deps)
    },
  })
  app.route({
    method: 'DELETE',
    url: '/api/policies/:id',
    config: { permission: 'policies.delete' },
    schema: {
      operationId: 'deletePolicy',
      tags,
      summary: 'Deletes a policy for good; a deleted default does not come back',
      params: PolicyParams,
      querystring: ChangeQuery,
      response: { 204: z.null(), ...problemResponses },
    },
    handler: async (request, reply) => {
      await deletePolicy(deps, changeOf(request, request.query), request.params.id)
      return reply.status(204).send(null)
    },
  })
}

function toggledView(enabled: boolean): z.input<typeof Toggled> {
  return { message: enabled ? 'Policy enabled' : 'Policy disabled', enabled }
}

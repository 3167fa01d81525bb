import { exportLadon, packs } from '@sallyport/engine/exchange'
import type { JsonObject } from '@sallyport/engine'
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Identity } from '../../platform/identity.ts'
import { problemResponses } from '../../platform/problem-schema.ts'
import type { Change } from './change-policy.ts'
import { importIntoForce, type ImportDeps } from './import-policies.ts'
import { jsonOf } from './policy-record.ts'
import { allPolicyRecords } from './policy-store.ts'
import { ExportInput, Exported, Imported, ImportInput, ImportQuery, Pack } from './schema.ts'

const tags = ['policies']
const importLimit = 64 * 1024 * 1024

export interface ExchangeDeps extends ImportDeps {
  readonly contextOf: (identity: Identity) => JsonObject
}

/** Policies from and to other systems, and the packs that ship with Sallyport. */
export function exchangeRoutes(deps: ExchangeDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'GET',
      url: '/api/policy-packs',
      config: { permission: 'policies.read' },
      schema: {
        operationId: 'listPolicyPacks',
        tags,
        summary: 'Packs that can be installed, and how they differ from their originals',
        response: { 200: z.array(Pack), ...problemResponses },
      },
      handler: async () =>
        Object.entries(packs).map(([name, { title, description, differences, policies }]) => ({
          name,
          title,
          description,
          differences: [...differences],
          policies: policies.map(({ id }) => id),
        })),
    })
    app.route({
      method: 'POST',
      url: '/api/policies/import',
      bodyLimit: importLimit,
      config: { permission: 'policies.create' },
      schema: {
        operationId: 'importPolicies',
        tags,
        summary: 'Import policies of another system, or install a pack; all of them or none',
        querystring: ImportQuery,
        body: ImportInput,
        response: { 200: Imported, ...problemResponses },
      },
      async handler(request) {
        const { dry_run, replace, reason, force } = request.query
        const imported = await importIntoForce(
          deps,
          changeOf(deps, request, { reason, force }),
          request.body,
          { dryRun: dry_run, replace },
        )
        return { dry_run, ...imported } as z.input<typeof Imported>
      },
    })
    app.route({
      method: 'POST',
      url: '/api/policies/export',
      config: { permission: 'policies.read' },
      schema: {
        operationId: 'exportPolicies',
        tags,
        summary: 'Export policies, as they are or as Ladon’s JSON where that can say them',
        body: ExportInput,
        response: { 200: Exported, ...problemResponses },
      },
      async handler({ body }) {
        const { ids } = body
        const records = await allPolicyRecords(deps.db)
        const policies = records.map(({ policy }) => policy).filter(({ id }) => ids?.includes(id) ?? true)
        if (body.format === 'sallyport')
          return { content: policies.map(jsonOf), report: { carried: [], changed: [], not_carried: [] } }
        const { ladon, report } = exportLadon(policies)
        return { content: ladon, report } as z.input<typeof Exported>
      },
    })
  }
}

function changeOf(
  deps: ExchangeDeps,
  { identity, id, headers }: FastifyRequest,
  { reason, force }: { reason: string | undefined; force: boolean },
): Change {
  return {
    identity,
    requestId: id,
    requestContext: deps.contextOf(identity),
    ifMatch: headers['if-match'],
    reason,
    force,
  }
}

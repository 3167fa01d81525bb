import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Database } from '../../platform/database/schema.ts'
import { problemResponses } from '../../platform/problem-schema.ts'
import { listOrganizationRecords } from './organization-store.ts'
import { Organization } from './schema.ts'

export function organizationRoutes({ db }: { readonly db: Kysely<Database> }): FastifyPluginAsyncZod {
  return (app) => {
    app.route({
      method: 'GET',
      url: '/api/organizations',
      config: { permission: 'organizations.read' },
      schema: {
        operationId: 'listOrganizations',
        tags: ['organizations'],
        summary: 'The organizations, with real counts only',
        response: { 200: z.array(Organization), ...problemResponses },
      },
      handler: async () => {
        const records = await listOrganizationRecords(db)
        return records.map(({ id, name, domain, usersCount, createdAt }) => ({
          id,
          name,
          domain,
          users_count: usersCount,
          created_at: createdAt.toISOString(),
        }))
      },
    })
    return Promise.resolve()
  }
}

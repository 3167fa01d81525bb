import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { EnforcementPoints } from '../../platform/enforcement-points.ts'
import { problemResponses } from '../../platform/problem-schema.ts'
import type { CountryDatabase } from './country-database.ts'
import { listAttributes } from './list-attributes.ts'
import { AttributeCatalogue } from './schema.ts'

export interface AttributeRoutesDeps {
  readonly enforcementPoints: EnforcementPoints
  readonly countries: CountryDatabase
}

export function attributeRoutes({
  enforcementPoints,
  countries,
}: AttributeRoutesDeps): FastifyPluginAsyncZod {
  return (app) => {
    app.route({
      method: 'GET',
      url: '/api/attributes',
      config: { permission: 'signed-in' },
      schema: {
        operationId: 'listAttributes',
        tags: ['attributes'],
        summary: 'The attributes that conditions can read, and where each is known',
        response: { 200: AttributeCatalogue, ...problemResponses },
      },
      handler: () => listAttributes(enforcementPoints, countries),
    })
    return Promise.resolve()
  }
}

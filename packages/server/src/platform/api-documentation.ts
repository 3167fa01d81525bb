import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import type { App } from './http.ts'

/** OpenAPI 3.1 from the routes' own schemas at `/api/openapi.json`, and a page that renders it at `/api/docs`. */
export async function apiDocumentation(
  app: App,
  options: { version: string; publicUrl: () => string },
): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Sallyport',
        version: options.version,
        description:
          'Says who may do what, from where, when and on what proof of identity; decides, enforces and records it.',
      },
      components: {
        securitySchemes: {
          bearer: {
            type: 'http',
            scheme: 'bearer',
            description: 'The token of a login session, or an API token',
          },
        },
      },
      security: [{ bearer: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  app.route({
    method: 'GET',
    url: '/api/openapi.json',
    config: { permission: 'public' },
    schema: { hide: true },
    handler: async (_request, reply) =>
      reply.type('application/json').send({ ...app.swagger(), servers: [{ url: options.publicUrl() }] }),
  })
  await app.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, permission: 'public' }
    })
    await scope.register(swaggerUi, {
      routePrefix: '/api/docs',
      staticCSP: true,
      uiConfig: { docExpansion: 'list' },
    })
  })
}

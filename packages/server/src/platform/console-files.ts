import fastifyStatic from '@fastify/static'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyRequest } from 'fastify'
import type { App } from './http.ts'

/** Serves the built console; every path that is no file and no API is a page of it. */
export async function consoleFiles(
  app: App,
  options: { folder: string; publicUrl: () => string },
): Promise<void> {
  if (!existsSync(join(options.folder, 'index.html'))) {
    app.log.warn(
      { folder: options.folder },
      'the console is not built, so only the API is served; build it with: npm run build',
    )
    return
  }
  await app.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, permission: 'public' }
    })
    // Passkeys and cookies belong to one host, so people are led to the one that is configured.
    scope.addHook('onRequest', async (request, reply) => {
      const home = new URL(options.publicUrl())
      if (request.headers.host !== undefined && request.headers.host !== home.host && isPage(request))
        return reply.redirect(`${home.origin}${request.url}`, 307)
      return undefined
    })
    await scope.register(fastifyStatic, {
      root: options.folder,
      wildcard: false,
      index: false,
      setHeaders(response, path) {
        const immutable = path.includes('/assets/')
        void response.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
    scope.route({
      method: 'GET',
      url: '/*',
      schema: { hide: true },
      handler: (request, reply) => {
        if (!isPage(request) || /^\/(api|access\/v1|metrics)(\/|$)/u.test(request.url)) reply.callNotFound()
        else void reply.sendFile('index.html')
        return reply
      },
    })
  })
}

function isPage(request: FastifyRequest): boolean {
  return request.headers.accept?.includes('text/html') === true
}

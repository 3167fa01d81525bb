import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { problemBody, problems, ProblemError, type ProblemCode, type ProblemExtra } from './problem.ts'

/** Every error leaves as problem+json; what was not thrown on purpose becomes `internal` and stays inside. */
export function problemAnswers(app: FastifyInstance): void {
  const routes: { pattern: RegExp; method: string }[] = []
  app.addHook('onRoute', ({ url, method }) => {
    // The console's pages are everywhere; they say nothing of an address.
    if (url === '*' || url === '/*') return
    const source = url
      .replace(/[.+^$()|[\]\\]/gu, '\\$&')
      .replace(/:[A-Za-z]+/gu, '[^/]+')
      .replace(/\*$/u, '.*')
    for (const one of [method].flat()) routes.push({ pattern: new RegExp(`^${source}$`, 'u'), method: one })
  })
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(error, request, reply))
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? ''
    const others = routes.filter(({ pattern }) => pattern.test(path))
    const allowed = [...new Set(others.map(({ method }) => method))]
    if (allowed.length === 0)
      return send(reply, 'route-not-found', `There is nothing at ${path.slice(0, 200)}`)
    void reply.header('allow', allowed.join(', '))
    return send(
      reply,
      'method-not-allowed',
      `${request.method} is not allowed here; ${allowed.join(', ')} is`,
    )
  })
}

function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof ProblemError) {
    if (error.cause !== undefined) request.log.warn({ err: error.cause, code: error.code }, error.message)
    return send(reply, error.code, error.message, error.extra)
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map(({ instancePath, message }) => ({
      path: pathOf(instancePath, error.validationContext ?? 'body'),
      message: message ?? 'is not valid',
    }))
    const first = errors[0]
    return send(
      reply,
      'request-invalid',
      first === undefined ? 'The request is not valid' : `${first.path}: ${first.message}`,
      { members: { errors } },
    )
  }
  const known = frameworkErrors[error.code]
  if (known !== undefined) return send(reply, known.code, known.detail)
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return send(reply, 'malformed-request', 'The request is malformed')
  request.log.error({ err: error }, 'a request failed')
  return send(
    reply,
    'internal',
    `Something failed on our side. Tell your administrator the request id ${request.id}`,
  )
}

/** Fastify's own errors, told in our words. */
const frameworkErrors: Record<string, { code: ProblemCode; detail: string } | undefined> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'body-too-large', detail: 'A body may have 1 MiB at most' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'media-type-unsupported',
    detail: 'Send the body as application/json',
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    code: 'malformed-request',
    detail: 'Content-Length does not fit the body',
  },
  FST_ERR_BAD_URL: { code: 'malformed-request', detail: 'The address is not validly encoded' },
}

/** `/statements/0/effect` → `statements[0].effect`, as the engine writes paths. */
function pathOf(pointer: string, where: string): string {
  const parts = pointer.split('/').filter((part) => part !== '')
  const path = parts
    .map((part, index) => (/^\d+$/u.test(part) ? `[${part}]` : `${index > 0 ? '.' : ''}${part}`))
    .join('')
  if (path === '') return where
  return where === 'body' ? path : `${where}.${path}`
}

function send(
  reply: FastifyReply,
  code: ProblemCode,
  detail: string,
  extra: ProblemExtra = {},
): FastifyReply {
  return reply
    .status(problems[code].status)
    .headers(extra.headers ?? {})
    .type('application/problem+json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problemBody(code, detail, extra.members))
}

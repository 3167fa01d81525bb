import type { FastifyInstance } from 'fastify'
import { ProblemError } from './problem.ts'

/** Levels of nesting that a body may have. */
const maxDepth = 64

/**
 * Reads JSON bodies strictly: valid UTF-8, bounded depth, no NUL and no lone surrogates (PostgreSQL and I-JSON,
 * RFC 7493, have neither). An empty body is no body: NeoSC's clients toggle a policy by a PATCH without one.
 */
export function jsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  const types = ['application/json', 'application/merge-patch+json']
  app.addContentTypeParser(types, { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, readJson(body as Buffer))
    } catch (error) {
      done(error as Error)
    }
  })
}

export function readJson(body: Uint8Array): unknown {
  if (body.length === 0) return undefined
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (error) {
    const why = error instanceof SyntaxError ? error.message : 'it is not valid UTF-8'
    throw new ProblemError('malformed-json', `The body is not JSON: ${why}`)
  }
  // No route takes it, and Fastify says null where there is no body at all.
  if (value === null) throw new ProblemError('malformed-request', 'The body is null')
  refuseUnusable(value)
  return value
}

/** Walks without recursion, so that depth can't exhaust the stack. */
export function refuseUnusable(root: unknown): void {
  const rest: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }]
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const { value, depth } = next
    if (typeof value === 'string') refuseText(value)
    if (typeof value !== 'object' || value === null) continue
    if (depth >= maxDepth)
      throw new ProblemError('malformed-request', `The body is nested deeper than ${maxDepth} levels`)
    for (const [member, child] of Object.entries(value)) {
      if (member === '__proto__')
        throw new ProblemError('malformed-request', 'The member name __proto__ is refused')
      if (!Array.isArray(value)) refuseText(member)
      rest.push({ value: child, depth: depth + 1 })
    }
  }
}

export function refuseText(text: string): void {
  if (text.includes('\u0000'))
    throw new ProblemError('malformed-request', 'Text with a NUL character is refused')
  if (!text.isWellFormed())
    throw new ProblemError('malformed-request', 'Text with a lone surrogate is refused')
}

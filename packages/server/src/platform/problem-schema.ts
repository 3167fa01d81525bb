import { z } from 'zod'

/** `application/problem+json` (RFC 9457) as OpenAPI documents it; members that belong to a code stand beside these. */
export const Problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'An error (RFC 9457). `code` is stable; `detail` is for people.' })

/** Spread into a route's `response`. */
export const problemResponses = { '4xx': Problem, '5xx': Problem } as const

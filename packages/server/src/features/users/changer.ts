import type { FastifyRequest } from 'fastify'
import { grantsOf } from '../../platform/permissions.ts'
import { ProblemError } from '../../platform/problem.ts'
import type { Changer } from './user-parts.ts'

/** Who makes a request that changes people. Throws when it forces a change and says no reason. */
export function changerOf(
  { identity, id }: FastifyRequest,
  { reason, force = false }: { reason?: string | undefined; force?: boolean } = {},
): Changer {
  if (force && reason === undefined)
    throw new ProblemError('request-invalid', 'Forcing a change needs a reason', {
      members: { errors: [{ path: 'query.reason', message: 'is required with force' }] },
    })
  return { identity, requestId: id, grants: grantsOf(identity.subject), reason, force }
}

import { builtinTypes, type AccessRequest, type Decision, type JsonObject } from '@sallyport/engine'
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import type { EnforcementPoints } from './enforcement-points.ts'
import type { Fulfil, Occasion } from './fulfil-obligations.ts'
import { entryBy, type Identity } from './identity.ts'
import { ProblemError } from './problem.ts'

/** `public` asks nothing, `signed-in` asks for any identity, everything else is asked of the engine. */
export type Permission = 'public' | 'signed-in' | `${string}.${string}`

declare module 'fastify' {
  interface FastifyContextConfig {
    permission?: Permission
    /** Open to a session that may only enrol a factor. */
    openToRestricted?: boolean
  }
}

export interface RequirePermissionOptions {
  readonly decide: (request: AccessRequest) => Decision
  readonly contextOf: (identity: Identity) => JsonObject
  /** Records a refusal; the request is answered after it is stored. */
  readonly recordRefusal: (
    request: FastifyRequest,
    question: AccessRequest,
    decision: Decision,
  ) => Promise<void>
  /** Fulfils what the server can (`log`, `notify`); false when it can't, and then the request is refused. */
  readonly fulfil: Fulfil
  readonly enforcementPoints: EnforcementPoints
}

const typeOfCollection = new Map(
  Object.entries(builtinTypes)
    .filter(([type]) => type.startsWith('sallyport.'))
    .map(([type, { collection }]) => [collection, type]),
)

/** The obligations that this enforcement point can fulfil. `factor` is a preference, so there is nothing to do. */
const fulfillable = ['log', 'notify', 'factor']

/**
 * Our own API is protected by our own policies. A route that declares no permission stops the server from starting;
 * every other is asked of the engine: subject, the route's permission, the resource, the context.
 */
export function requirePermission(app: FastifyInstance, options: RequirePermissionOptions): void {
  const routes: RouteOptions[] = []
  app.addHook('onRoute', (route) => void routes.push(route))
  // Looked at when all are there: a plugin may still say what the routes of a library are.
  app.addHook('onReady', () => {
    const undeclared = routes.filter(({ config }) => config?.permission === undefined)
    if (undeclared.length > 0)
      throw new Error(
        `These routes declare no permission: ${undeclared.map(({ method, url }) => `${String(method)} ${url}`).join(', ')}`,
      )
    const asks = new Map<string, Set<string>>()
    for (const { config } of routes) {
      const permission = config?.permission
      if (permission === undefined || permission === 'public' || permission === 'signed-in') continue
      const { type, action } = questionParts(permission)
      asks.set(type, (asks.get(type) ?? new Set()).add(action))
    }
    options.enforcementPoints.register({
      id: 'admin-api',
      asks: [...asks].map(([type, actions]) => ({ type, actions: [...actions].sort() })),
      attributes: [
        'source_ip',
        'time',
        'mfa_status',
        'auth_methods',
        'auth_age',
        'device_type',
        'user_agent',
        'country',
      ],
      obligations: fulfillable,
    })
  })
  // Before the body is read or validated: a stranger learns nothing of a route's schema.
  app.addHook('onRequest', async (request) => {
    const { permission, openToRestricted = false } = request.routeOptions.config
    if (request.is404 || permission === 'public') return
    const { identity } = request
    if (identity.kind === 'anonymous')
      throw new ProblemError('not-authenticated', 'Not authenticated', {
        headers: { 'www-authenticate': 'Bearer' },
      })
    if (identity.session?.restricted === true && !openToRestricted)
      throw new ProblemError(
        'session-restricted',
        'You signed in with a recovery code: set up a second factor first, then sign in again',
      )
    if (permission === 'signed-in') return
    if (permission === undefined) throw new ProblemError('not-permitted', 'This route has no permission')
    await enforce(request, permission, options)
  })
}

async function enforce(
  request: FastifyRequest,
  permission: Permission,
  options: RequirePermissionOptions,
): Promise<void> {
  const question = questionOf(request, permission, options.contextOf(request.identity))
  const decision = options.decide(question)
  if (!decision.decision) {
    await options.recordRefusal(request, question, decision)
    // An obligation of a denial is done where it can be; the answer stays no.
    for (const obligation of decision.obligations)
      await options.fulfil(obligation, occasionOf(request, question, decision))
    throw new ProblemError('not-permitted', refusalInWords(decision, permission), {
      members: {
        reason: decision.reason,
        advice: decision.advice.map(({ id, properties }) => ({ id, properties })),
      },
    })
  }
  for (const obligation of decision.obligations) {
    const done =
      fulfillable.includes(obligation.id) &&
      (await options.fulfil(obligation, occasionOf(request, question, decision)))
    if (done) continue
    const refused: Decision = { ...decision, decision: false, reason: 'obligation_unsupported' }
    await options.recordRefusal(request, question, refused)
    throw new ProblemError(
      'obligation-unsupported',
      `A policy asks for “${obligation.id}” here, which the admin API can't do, so the request is refused`,
    )
  }
}

function occasionOf(request: FastifyRequest, question: AccessRequest, decision: Decision): Occasion {
  const { type, id } = question.resource
  return {
    entry: entryBy(request.identity, request.id),
    action: question.action.name,
    resource: id === '*' ? type : `${type}:${id}`,
    outcome: decision.decision ? 'permit' : 'deny',
    label: decision.decided_by?.label,
  }
}

/** The question that a permission of a route is: `policies.update` on `/api/policies/:id` → update sallyport.policy:<id>. */
export function questionOf(
  request: FastifyRequest,
  permission: Permission,
  context: JsonObject,
): AccessRequest {
  const { type, action } = questionParts(permission)
  const params = request.params as Record<string, string | undefined>
  const { identity } = request
  return {
    subject: identity.subject,
    action: { name: action },
    resource: { type, id: params['id'] ?? '*', properties: { organization: identity.organization } },
    context,
  }
}

function questionParts(permission: Permission): { type: string; action: string } {
  const dot = permission.lastIndexOf('.')
  const collection = permission.slice(0, dot)
  const type = typeOfCollection.get(collection)
  if (type === undefined)
    throw new Error(`The permission ${permission} names no collection of this server's API`)
  return { type, action: permission.slice(dot + 1) }
}

/** Why the answer is no, in the words of the rule; nothing of its internals. */
export function refusalInWords(decision: Decision, permission: string): string {
  if (decision.reason === 'not_granted')
    return `This needs the permission ${permission}, which none of your roles grants`
  return decision.decided_by?.label ?? `This needs the permission ${permission}`
}

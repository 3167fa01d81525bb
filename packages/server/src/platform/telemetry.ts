import type { Decision } from '@sallyport/engine'
import type { FastifyInstance } from 'fastify'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

export interface Telemetry {
  /** Counts a decision of one enforcement point by outcome and reason. */
  decided(point: string, decision: Decision): void
  /** How the last verification of a whole audit log came out, and when. */
  auditVerified(organization: string, valid: boolean, at: Date): void
}

/** Prometheus metrics at `GET /metrics`, for whoever holds `metrics.read`. */
export function telemetry(app: FastifyInstance): Telemetry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const decisions = new Counter({
    name: 'sallyport_decisions_total',
    help: 'Decisions by enforcement point, outcome and reason',
    labelNames: ['point', 'outcome', 'reason'],
    registers: [registry],
  })
  const requests = new Histogram({
    name: 'sallyport_http_request_seconds',
    help: 'Time to answer, by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [registry],
  })
  const labelNames = ['organization']
  const intact = new Gauge({
    name: 'sallyport_audit_log_intact',
    help: '1 when the last verification of the whole audit log found nothing wrong, else 0',
    labelNames,
    registers: [registry],
  })
  const verified = new Gauge({
    name: 'sallyport_audit_log_verified_seconds',
    help: 'When the whole audit log was last verified, in seconds since 1970',
    labelNames,
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  app.route({
    method: 'GET',
    url: '/metrics',
    config: { permission: 'metrics.read' },
    schema: { hide: true },
    handler: async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()),
  })
  return {
    decided: (point, { decision, reason }) =>
      decisions.inc({ point, outcome: decision ? 'permit' : 'deny', reason }),
    auditVerified(organization, valid, at) {
      intact.set({ organization }, valid ? 1 : 0)
      verified.set({ organization }, at.getTime() / 1000)
    },
  }
}

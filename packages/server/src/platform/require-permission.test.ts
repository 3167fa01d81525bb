import fastify from 'fastify'
import { compile } from '@sallyport/engine'
import { expect, test } from 'vitest'
import { createEnforcementPoints } from './enforcement-points.ts'
import { requirePermission } from './require-permission.ts'

const options = () => ({
  decide: compile([], {}).decide,
  contextOf: () => ({}),
  recordRefusal: () => Promise.resolve(),
  fulfil: () => Promise.resolve(true),
  enforcementPoints: createEnforcementPoints(),
})

test('a route that declares no permission stops the server from starting', async () => {
  const app = fastify()
  requirePermission(app, options())
  app.get('/forgotten', () => 'open to everybody')
  await expect(app.ready()).rejects.toThrow('GET /forgotten')
})

test('a permission that names no collection of the API stops it too', async () => {
  const app = fastify()
  requirePermission(app, options())
  app.get('/odd', { config: { permission: 'unicorns.read' } }, () => '')
  await expect(app.ready()).rejects.toThrow('unicorns.read')
})

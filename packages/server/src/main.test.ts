import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { startServer } from './testing/running-program.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'sallyport-killed-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const adminToken = 'a-token-for-a-server-that-is-killed-again-and-again'

test.runIf(process.platform !== 'win32')(
  'killed under requests again and again, the server keeps every change it answered for, each with its audit entry',
  async () => {
    const acknowledged = { created: new Set<string>(), toggles: 0 }
    for (let round = 0; round < 3; round++) {
      const server = await start()
      const until = pause(400 + Math.random() * 800)
      const working = [create(server.url, round, acknowledged), toggle(server.url, acknowledged)]
      await until
      // The whole group with its database, or the server alone.
      process.kill(round % 2 === 0 ? -server.pid : server.pid, 'SIGKILL')
      await Promise.all([...working, server.ended])
    }
    expect(acknowledged.created.size).toBeGreaterThan(10)
    expect(acknowledged.toggles).toBeGreaterThan(10)

    const { url, pid, ended } = await start()
    const policies = await all(url, '/api/policies?limit=1000')
    const created = await all(url, '/api/audit-logs?action=create_policy&limit=1000')
    const toggled = await all(url, '/api/audit-logs?action=toggle_policy&limit=1000')
    const kept = new Set(policies.map(({ id }) => id))
    const audited = new Set(created.map(({ resource }) => resource))
    expect([...acknowledged.created].filter((id) => !kept.has(id))).toEqual([])
    expect(
      policies
        .filter(({ id }) => id?.startsWith('killed-') && !audited.has(`policy:${id}`))
        .map(({ id }) => id),
    ).toEqual([])
    expect(created.filter(({ resource = '' }) => !kept.has(resource.slice('policy:'.length)))).toEqual([])
    // A switch that was thrown just before the kill may have lost its answer, never its entry.
    expect(toggled.length).toBeGreaterThanOrEqual(acknowledged.toggles)
    const enabled = policies.find(({ id }) => id === 'pol-session-recording')?.enabled
    expect(enabled).toBe(toggled.length % 2 === 0)
    expect(await ask(url, 'POST', '/api/audit-logs/verify', {})).toMatchObject({ valid: true })
    process.kill(pid, 'SIGTERM')
    expect(await ended).toBe(0)
  },
  180_000,
)

interface Row {
  readonly id?: string
  readonly enabled?: boolean
  readonly resource?: string
}

async function create(url: string, round: number, acknowledged: { created: Set<string> }): Promise<void> {
  for (let number = 0; ; number++) {
    const id = `killed-${round}-${number}`
    const policy = { id, name: id, description: '', type: 'access', rules: ['Only words'] }
    if ((await ask(url, 'POST', '/api/policies', policy).catch(() => undefined)) === undefined) return
    acknowledged.created.add(id)
  }
}

async function toggle(url: string, acknowledged: { toggles: number }): Promise<void> {
  for (;;) {
    const answer = await ask(url, 'PATCH', '/api/policies/pol-session-recording').catch(() => undefined)
    if (answer === undefined) return
    acknowledged.toggles += 1
  }
}

const all = (url: string, from: string) => ask(url, 'GET', from) as Promise<Row[]>

async function ask(url: string, method: string, to: string, body?: unknown): Promise<unknown> {
  const response = await fetch(url + to, {
    method,
    headers: {
      authorization: `Bearer ${adminToken}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${to}: ${response.status} ${text}`)
  return JSON.parse(text)
}

const start = () => startServer({ DATA_DIR: dataDir, SALLYPORT_ADMIN_TOKEN: adminToken })

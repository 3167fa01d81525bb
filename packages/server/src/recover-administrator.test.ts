import { afterAll, beforeAll, expect, test } from 'vitest'
import { nativeRoles } from './features/roles/native-roles.ts'
import { createAuditSink } from './platform/audit/audit-sink.ts'
import { openMasterKey } from './platform/crypto/master-key.ts'
import { recoverAdministrator, type Recovery } from './recover-administrator.ts'
import { adminToken, password, runningSallyport, type RunningSallyport } from './testing/running-sallyport.ts'

let sallyport: RunningSallyport
let ana: Awaited<ReturnType<RunningSallyport['setUp']>>
const key = Buffer.from(Array.from({ length: 32 }, (_, index) => index)).toString('base64')
beforeAll(async () => {
  sallyport = await runningSallyport({ SALLYPORT_MASTER_KEY: key })
  ana = await sallyport.setUp()
})
afterAll(() => sallyport.close())

async function recover(email: string, options: Partial<Recovery> = {}) {
  const masterKey = await openMasterKey({ dataDir: '', databaseUrl: undefined, masterKey: key })
  const parts = {
    db: sallyport.db,
    audit: createAuditSink({ masterKey, now: sallyport.now }),
    now: sallyport.now,
    roles: new Map(nativeRoles.map((role) => [role.name, role])),
  }
  const by = 'cli:root@fort'
  return recoverAdministrator(parts, { email, factors: false, enable: false, promote: false, by, ...options })
}
const use = (token: string, secret = 'another horse, another battery') =>
  sallyport.call('POST', '/api/auth/reset', { body: { token, password: secret } })
const userOf = async (email: string) =>
  (await sallyport.call('GET', `/api/users?q=${email}`, { token: adminToken })).body[0]
const patch = (id: string, body: object) =>
  sallyport.call('PATCH', `/api/users/${id}`, { token: adminToken, body })
async function person(email: string, roles: string[]) {
  const { id, answer } = await sallyport.invite(email, roles)
  return { id, ...(await sallyport.enrol(answer.body.login)) }
}

test('an administrator gets a link for an hour; sessions end, locks fall, factors stay, and the others are told', async () => {
  const bert = await person('bert@example.org', ['Admin'])
  const { token, told } = await recover('BERT@example.org')
  expect(told).toBe(1)
  expect((await sallyport.call('GET', '/api/auth/me', { token: bert.token })).body.detail).toBe(
    'This account is being recovered on the machine itself',
  )
  const { notices } = (await sallyport.call('GET', '/api/auth/me', { token: ana.token })).body
  expect(notices).toMatchObject([
    { kind: 'administrator-recovered', facts: { by: 'cli:root@fort', person: 'bert@example.org' } },
  ])
  const rows = await sallyport.call('GET', '/api/audit-logs?action=recover_administrator', {
    token: adminToken,
  })
  expect(rows.body[0]).toMatchObject({
    user_email: 'cli:root@fort',
    resource: `user:${bert.id}`,
    success: true,
    changes: { before: { factors: ['totp'] }, after: { factors: ['totp'] } },
  })
  expect((await use(token)).body.code).toBe('step-up-required')
  const again = await recover('bert@example.org')
  sallyport.pass(3600)
  expect((await use(again.token)).body.code).toBe('reset-invalid')
})

test('with its factors removed the account sets up new ones', async () => {
  await person('cleo@example.org', ['Admin'])
  const { token } = await recover('cleo@example.org', { factors: true })
  expect((await use(token)).body.code).toBe('factor-enrolment-required')
})

test('what the account lacks is named, and given only when asked for', async () => {
  const { id } = await person('dirk@example.org', ['Viewer'])
  await patch(id, { state: 'disabled' })
  await expect(recover('dirk@example.org')).rejects.toThrow(/disabled \(add --enable.*--promote/u)
  await expect(recover('dirk@example.org', { enable: true })).rejects.toThrow('--promote')
  expect(await userOf('dirk@')).toMatchObject({ state: 'disabled', roles: ['Viewer'], reset: null })
  const { token } = await recover('dirk@example.org', { enable: true, promote: true })
  expect(await userOf('dirk@')).toMatchObject({ state: 'active', roles: ['Super Admin', 'Viewer'] })
  expect((await use(token)).body.code).toBe('step-up-required')
})

test('a role that has ended does not make an administrator', async () => {
  const { id } = await person('elsa@example.org', ['Viewer'])
  await patch(id, { roles: [{ name: 'Super Admin', valid_until: '2026-01-01T00:00:00Z' }] })
  await expect(recover('elsa@example.org')).rejects.toThrow('--promote')
})

test('somebody invited who never came can be made one', async () => {
  await sallyport.call('POST', '/api/users', {
    token: adminToken,
    body: { email: 'fay@example.org', name: 'Fay', roles: ['Super Admin'] },
  })
  await expect(recover('fay@example.org')).rejects.toThrow('has not accepted the invitation')
  const { token } = await recover('fay@example.org', { enable: true })
  const { id } = await userOf('fay@')
  await patch(id, { state: 'disabled' })
  await patch(id, { state: 'active' })
  expect(await userOf('fay@')).toMatchObject({ state: 'active', invitation_expires_at: null })
  expect((await use(token, password)).body.code).toBe('factor-enrolment-required')
})

test('an unknown address names the administrators there are', async () => {
  await expect(recover('nobody@example.org')).rejects.toThrow(/Administrators are: .*ana@example\.org/u)
})

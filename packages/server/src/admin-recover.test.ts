import { mkdtempSync, rmSync } from 'node:fs'
import { hostname, tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startProgram, startServer } from './testing/running-program.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'sallyport-recover-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const adminToken = 'a-token-of-the-environment-for-a-lost-administrator'
const environment = { DATA_DIR: dataDir, SALLYPORT_ADMIN_TOKEN: adminToken }
const passwords = ['the first long password', 'a second long password', 'and one more long password'] as const

/** Runs it to its end. */
async function recover(args: readonly string[], where: Record<string, string> = environment) {
  const program = startProgram('admin-recover.ts', where, args)
  const code = await program.ended
  const { out, err } = program.said()
  return { code, out, err, token: /#token=([\w-]+)/u.exec(out)?.[1] ?? '' }
}

async function ask(url: string, method: string, to: string, body?: object, token?: string) {
  const response = await fetch(url + to, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return response.json()
}

test.runIf(process.platform !== 'win32')(
  'on its machine a lost administrator comes back, beside the running server and without it',
  async () => {
    expect(await recover(['ada@example.org'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no master key'),
    })

    let server = await startServer(environment)
    expect((await recover(['ada@example.org'])).err).toContain('Nobody has an account yet')
    const setup = /#token=([\w-]+)/u.exec(server.said().out)?.[1]
    const person = { name: 'Ada', email: 'ada@example.org', organization: 'Example', password: passwords[0] }
    await ask(server.url, 'POST', '/api/setup', { token: setup, ...person })

    const beside = await recover(['Ada@example.org'])
    expect(beside).toMatchObject({ code: 0, err: '' })
    const login = (password: string) =>
      ask(server.url, 'POST', '/api/auth/login', { email: person.email, password })
    const useLink = (token: string, password: string) =>
      ask(server.url, 'POST', '/api/auth/reset', { token, password })
    expect(await login(passwords[0])).toMatchObject({ code: 'invalid-credentials' })
    expect(await useLink(beside.token, passwords[1])).toMatchObject({ code: 'factor-enrolment-required' })
    expect(await login(passwords[1])).toMatchObject({ code: 'factor-enrolment-required' })

    process.kill(server.pid, 'SIGTERM')
    await server.ended
    const without = await recover(['ada@example.org', '--factors'])
    expect(without).toMatchObject({ code: 0, err: '' })

    server = await startServer(environment)
    expect(await useLink(without.token, passwords[2])).toMatchObject({ code: 'factor-enrolment-required' })
    const rows = await ask(
      server.url, 'GET', '/api/audit-logs?action=recover_administrator', undefined, adminToken,
    ) // prettier-ignore
    expect(rows).toHaveLength(2)
    expect(rows[0]).toMatchObject({ user_email: `cli:${userInfo().username}@${hostname()}`, success: true })
    expect(await ask(server.url, 'POST', '/api/audit-logs/verify', {}, adminToken)).toMatchObject({
      valid: true,
    })
    const rest = JSON.stringify(rows) + server.said().out + server.said().err
    expect(rest).not.toContain(beside.token)
    process.kill(server.pid, 'SIGTERM')
    await server.ended
  },
  300_000,
)

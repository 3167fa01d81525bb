import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import { buildSallyport } from '../app.ts'
import { readConfig } from '../config.ts'
import { openMasterKey } from '../platform/crypto/master-key.ts'
import { connectDatabase } from '../platform/database/connect-database.ts'
import { temporaryDatabase, testLog } from './temporary-database.ts'

export const adminToken = 'test-administrator-token-of-40-characters'
export const password = 'correct horse battery'

// What was answered; a test says of what shape it should be.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Answer = any

export interface Call {
  readonly token?: string
  readonly body?: unknown
  readonly headers?: Record<string, string>
  readonly address?: string
}

export type RunningSallyport = Awaited<ReturnType<typeof runningSallyport>>

/** The whole server on a database of its own, with a clock that a test moves. Nothing of ours is replaced. */
export async function runningSallyport(environment: Record<string, string> = {}) {
  const database = await temporaryDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'sallyport-test-'))
  const config = readConfig({
    SALLYPORT_ADMIN_TOKEN: adminToken,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
    ...environment,
  })
  const masterKey = await openMasterKey(config)
  let at = new Date('2026-11-18T10:00:00.000Z')
  const sallyport = await buildSallyport({ config, log: testLog, database, masterKey, now: () => at })
  await sallyport.app.ready()

  const call = callOf(sallyport.app)
  const codeOf = (secret: string) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() })

  return {
    ...sallyport,
    db: database.db,
    connection: database.connection,
    call,
    codeOf,
    now: () => at,
    pass: (seconds: number) => void (at = new Date(at.getTime() + seconds * 1000)),
    setTime: (instant: string) => void (at = new Date(instant)),
    /** Creates the first administrator and signs in with a second factor; answers the session's token. */
    async setUp(email = 'ana@example.org') {
      const token = await sallyport.auth.renewSetupToken()
      const setup = await call('POST', '/api/setup', {
        body: { token, name: 'Ana Admin', email, password, organization: 'Neogenesys' },
      })
      return enrol(call, codeOf, setup.body.login as string)
    },
    /** Invites somebody and has them accept; answers what register answered. */
    async invite(email: string, roles: string[]) {
      const invited = await call('POST', '/api/users', {
        token: adminToken,
        body: { email, name: email.split('@', 1)[0], roles },
      })
      const answer = await call('POST', '/api/auth/register', {
        body: { email, name: 'Somebody New', password, invitation: invited.body.invitation.token },
      })
      return { id: invited.body.id as string, answer }
    },
    enrol: (login: string) => enrol(call, codeOf, login),
    /** Another node on the same database, with its own pool and snapshot. */
    async secondNode() {
      const connected = await connectDatabase(database.connection, testLog)
      const node = await buildSallyport({
        config,
        log: testLog,
        database: { ...connected, embedded: false },
        masterKey,
        now: () => at,
      })
      await node.app.ready()
      return {
        call: callOf(node.app),
        async close() {
          await node.close()
          await connected.close()
        },
      }
    },
    async close() {
      await sallyport.close()
      await database.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function enrol(
  call: (...parameters: ['POST', string, Call]) => Promise<{ body: Answer }>,
  codeOf: (secret: string) => string,
  login: string,
) {
  const begun = await call('POST', '/api/auth/factors', { body: { type: 'totp', login } })
  const { id, secret } = begun.body as { id: string; secret: string }
  const confirmed = await call('POST', `/api/auth/factors/${id}/confirm`, {
    body: { code: codeOf(secret), login },
  })
  return {
    secret,
    factor: id,
    token: confirmed.body.access_token as string,
    recoveryCodes: confirmed.body.recovery_codes as string[],
    body: confirmed.body,
  }
}

type App = Awaited<ReturnType<typeof buildSallyport>>['app']

function callOf(app: App) {
  return async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    { token, body, headers = {}, address = '203.0.113.7' }: Call = {},
  ) => {
    const response = await app.inject({
      method,
      url,
      remoteAddress: address,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        'user-agent':
          'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
    })
    const isJson = /json\b/u.test(response.headers['content-type']?.toString() ?? '')
    return {
      status: response.statusCode,
      headers: response.headers,
      text: response.body,
      body: isJson ? response.json() : undefined,
    }
  }
}

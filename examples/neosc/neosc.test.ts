import { execFile, spawnSync } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  adminToken,
  runningSallyport,
  type RunningSallyport,
} from '../../packages/server/src/testing/running-sallyport.ts'

let house: RunningSallyport
let environment: NodeJS.ProcessEnv
const run = promisify(execFile)

beforeAll(async () => {
  house = await runningSallyport()
  const ana = (await house.setUp()).token
  const made = await house.call('POST', '/api/tokens', {
    token: ana,
    body: { name: 'NeoSC', roles: ['Super Admin'] },
  })
  await house.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = house.app.server.address() as AddressInfo
  environment = {
    ...process.env,
    BASE_URL: `http://127.0.0.1:${port}/api`,
    TOKEN: made.body.token as string,
    PYTHONIOENCODING: 'utf-8',
    NO_PROXY: '127.0.0.1',
    no_proxy: '127.0.0.1',
  }
})
afterAll(() => house.close())

/** What a program prints; it fails the test when the program fails. */
async function output(command: string, file: string): Promise<string> {
  const { stdout } = await run(command, [fileURLToPath(new URL(file, import.meta.url))], { env: environment })
  return stdout
}

/** Skipping is said aloud: a test that silently checks nothing is worse than none. */
function isThere(what: string, command: string, ...parameters: string[]): boolean {
  const isFound = spawnSync(command, parameters, { stdio: 'ignore' }).status === 0
  if (!isFound)
    console.warn(`NeoSC's ${what} are NOT TESTED here: ${command} ${parameters.join(' ')} does not work`)
  return isFound
}

describe.skipIf(!isThere('curl calls', 'curl', '--version') || !isThere('curl calls', 'sh', '-c', 'exit 0'))(
  'curl',
  () => {
    test('lists, toggles and reads the audit log', async () => {
      const [policies, off, on, logs] = (await output('sh', 'list.sh')).trim().split('\n')
      const listed = JSON.parse(policies ?? '') as { id: string }[]
      expect(listed.map(({ id }) => id)).toEqual([
        'pol-mfa-required',
        'pol-network-zero-trust',
        'pol-session-recording',
      ])
      expect(JSON.parse(off ?? '')).toEqual({ message: 'Policy disabled', enabled: false })
      expect(JSON.parse(on ?? '')).toEqual({ message: 'Policy enabled', enabled: true })
      const [newest] = (JSON.parse(logs ?? '') as object[]).filter(
        (row) => 'action' in row && row.action === 'toggle_policy',
      )
      expect(newest).toMatchObject({
        user_email: 'ana@example.org',
        resource: 'policy:pol-session-recording',
        details: 'Policy enabled',
        success: true,
      })
    })
  },
)

test('the React client’s calls list, toggle by {} and create', async () => {
  expect((await output(process.execPath, 'policies.mjs')).trim().split('\n')).toEqual([
    'MFA Required: Enabled',
    'Zero Trust Network: Enabled',
    'Session Recording: Enabled',
    'Policy disabled',
    'Policy enabled',
    '201 Geo-Restriction Policy: 3 rules',
  ])
})

describe.skipIf(!isThere('Python programs', 'python3', '-c', 'import requests'))('Python', () => {
  test('PolicyManager shows the policies and toggles MFA', async () => {
    const text = await output('python3', 'policy_manager.py')
    expect(text).toContain(
      '✓ ENABLED - MFA Required\n  Type: ACCESS\n  Description: Enforce multi-factor authentication for all users\n',
    )
    expect(text).toContain('    - Require MFA for login\n    - WebAuthn preferred\n    - TOTP as fallback\n')
    expect(text).toContain('Access policies: 1\n\nPolicy disabled\nPolicy not found\nPolicy enabled\n')
  })
  test('the audit example shows who changed what', async () => {
    await house.call('PATCH', '/api/policies/pol-mfa-required', { token: adminToken })
    await house.call('PATCH', '/api/policies/pol-mfa-required', { token: environment['TOKEN'] ?? '' })
    const text = await output('python3', 'audit_policy_changes.py')
    expect(text).toContain('=== Policy Change History ===')
    expect(text).toContain(
      '  User: ana@example.org\n  Resource: policy:pol-mfa-required\n  Action: Policy enabled\n  Success: True\n',
    )
  })
})

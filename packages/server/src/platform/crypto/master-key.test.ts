import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ConfigurationError } from '../../config.ts'
import { masterKeyOf, openMasterKey } from './master-key.ts'

const root = mkdtempSync(join(tmpdir(), 'sallyport-keys-'))
afterAll(() => rmSync(root, { recursive: true }))
let folders = 0
const freshDataDir = () => join(root, String(folders++))
const openIn = (dataDir: string) => openMasterKey({ dataDir, databaseUrl: undefined, masterKey: undefined })
const pathIn = (dataDir: string) => join(dataDir, 'keys', 'master.key')

describe('the key file', () => {
  test('is made at the first start, for nobody else to read', async () => {
    const dataDir = freshDataDir()
    await openIn(dataDir)
    expect(statSync(pathIn(dataDir)).mode & 0o777).toBe(0o600)
    expect(Buffer.from(readFileSync(pathIn(dataDir), 'utf8'), 'base64')).toHaveLength(32)
  })

  test('opens at the next start what was sealed at this one', async () => {
    const dataDir = freshDataDir()
    const sealed = (await openIn(dataDir)).seal('secret', 'factor:1')
    expect((await openIn(dataDir)).open(sealed, 'factor:1')).toBe('secret')
  })

  test('is the same for first starts at the same moment', async () => {
    const dataDir = freshDataDir()
    const keys = await Promise.all(Array.from({ length: 8 }, () => openIn(dataDir)))
    expect(new Set(keys.map((key) => key.fingerprint())).size).toBe(1)
  })

  test.each([0o640, 0o604, 0o666])('is refused when others may touch it (mode %o)', async (mode) => {
    const dataDir = freshDataDir()
    await openIn(dataDir)
    chmodSync(pathIn(dataDir), mode)
    await expect(openIn(dataDir)).rejects.toThrow(/Others can read the master key/u)
  })

  test('is refused, and not replaced, when it was cut short', async () => {
    const dataDir = freshDataDir()
    await openIn(dataDir)
    writeFileSync(pathIn(dataDir), 'c2hvcnQ=')
    await expect(openIn(dataDir)).rejects.toThrow(ConfigurationError)
    expect(readFileSync(pathIn(dataDir), 'utf8')).toBe('c2hvcnQ=')
  })
})

describe('SALLYPORT_MASTER_KEY', () => {
  const open = (masterKey: string | undefined, databaseUrl?: string) =>
    openMasterKey({ dataDir: join(root, 'unused'), databaseUrl, masterKey })

  test('is required with DATABASE_URL', async () => {
    await expect(open(undefined, 'postgres://db/x')).rejects.toThrow(/SALLYPORT_MASTER_KEY is required/u)
  })

  test('may be base64, base64url or hex of the same 32 bytes', async () => {
    const key = randomBytes(32)
    const forms = [
      key.toString('base64'),
      key.toString('base64url'),
      key.toString('hex'),
      key.toString('hex').toUpperCase(),
    ]
    const opened = await Promise.all(forms.map((form) => open(` ${form}\n`)))
    expect(new Set(opened.map((one) => one.fingerprint())).size).toBe(1)
  })

  test.each([
    '',
    'correct horse battery staple',
    randomBytes(31).toString('base64'),
    randomBytes(33).toString('hex'),
    '0'.repeat(64),
  ])('is refused when it is %j', async (text) => {
    await expect(open(text)).rejects.toThrow(ConfigurationError)
  })
})

describe('sealing', () => {
  const key = masterKeyOf(randomBytes(32))

  test.each(['', 'x', 'JBSWY3DPEHPK3PXP', '🏰 Zoë\u0000'])('gives %j back', (text) => {
    expect(key.open(key.seal(text, 'c'), 'c')).toBe(text)
  })

  test('never seals the same text the same way twice', () => {
    expect(new Set(Array.from({ length: 100 }, () => key.seal('x', 'c'))).size).toBe(100)
  })

  test('a secret moved to another row does not open', () => {
    expect(() => key.open(key.seal('x', 'factor:1'), 'factor:2')).toThrow(/does not open/u)
  })

  test('a secret of another master key does not open', () => {
    expect(() => masterKeyOf(randomBytes(32)).open(key.seal('x', 'c'), 'c')).toThrow(/another master key/u)
  })

  test('no byte of a sealed text can be changed, and none cut off', () => {
    const sealed = Buffer.from(key.seal('secret', 'c'), 'base64url')
    for (let index = 0; index < sealed.length; index++) {
      const altered = Buffer.from(sealed)
      altered[index] = (altered[index] ?? 0) ^ 1
      expect(() => key.open(altered.toString('base64url'), 'c'), `byte ${index}`).toThrow()
      expect(
        () => key.open(sealed.subarray(0, index).toString('base64url'), 'c'),
        `cut at ${index}`,
      ).toThrow()
    }
  })
})

describe('what else the key does', () => {
  const key = masterKeyOf(randomBytes(32))

  test('a MAC for one purpose says nothing about another', () => {
    expect(key.mac('a', 'data')).toEqual(key.mac('a', 'data'))
    expect(key.mac('a', 'data')).not.toEqual(key.mac('b', 'data'))
  })

  test('its fingerprint is its own and does not contain it', () => {
    expect(key.fingerprint()).toMatch(/^[0-9a-f]{32}$/u)
    expect(key.fingerprint()).not.toBe(masterKeyOf(randomBytes(32)).fingerprint())
  })
})

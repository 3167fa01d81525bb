import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { ConfigurationError } from '../../config.ts'
import { keyFile } from './key-file.ts'

/** Encrypts and authenticates what is stored. The key itself never leaves this file. */
export interface MasterKey {
  /** Encrypts `plaintext` for one place, named by `context`: it can't be opened as anything else's. */
  seal(plaintext: string, context: string): string
  /** Throws when the text was altered, belongs to another context, or was sealed under another key. */
  open(sealed: string, context: string): string
  /** HMAC-SHA-256 under a key that serves this purpose only. */
  mac(purpose: string, data: string): Buffer
  /** Tells keys apart without telling anything of them, so that a wrong one is noticed at the start. */
  fingerprint(): string
}

export interface MasterKeyOptions {
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  readonly masterKey: string | undefined
}

/** The key of SALLYPORT_MASTER_KEY, else DATA_DIR/keys/master.key, which is made at the first start. */
export async function openMasterKey({
  dataDir,
  databaseUrl,
  masterKey,
}: MasterKeyOptions): Promise<MasterKey> {
  if (masterKey !== undefined) return masterKeyOf(parseKey(masterKey, 'SALLYPORT_MASTER_KEY'))
  if (databaseUrl !== undefined)
    throw new ConfigurationError(
      'DATABASE_URL is set, so SALLYPORT_MASTER_KEY is required: 32 random bytes as base64 or hex, the same on every node. Make one with: openssl rand -base64 32',
    )
  const { path, text } = await keyFile(dataDir)
  return masterKeyOf(parseKey(text, path))
}

const keyBytes = 32

/** Base64, base64url or hex of exactly 32 bytes; a passphrase is not a key. */
function parseKey(text: string, name: string): Buffer {
  const trimmed = text.trim()
  const hex = /^[0-9a-f]{64}$/iu.test(trimmed)
  const base64 = /^[A-Za-z0-9+/_-]{43}=?$/u.test(trimmed)
  const key = Buffer.from(trimmed, hex ? 'hex' : 'base64')
  if ((!hex && !base64) || key.length !== keyBytes)
    throw new ConfigurationError(
      `${name} must be 32 random bytes as base64 or hex, and nothing else. Make one with: openssl rand -base64 32`,
    )
  if (new Set(key).size < 8)
    throw new ConfigurationError(`${name} is not random. Make one with: openssl rand -base64 32`)
  return key
}

/** Before every sealed text, so that another key or cipher can stand beside this one. */
const version = 1
const nonceBytes = 12
const tagBytes = 16

export function masterKeyOf(key: Buffer): MasterKey {
  const subkey = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', key, '', `sallyport:${purpose}`, keyBytes))
  const sealing = subkey('seal')
  const macKeys = new Map<string, Buffer>()
  const macKey = (purpose: string) => {
    const known = macKeys.get(purpose) ?? subkey(`mac:${purpose}`)
    macKeys.set(purpose, known)
    return known
  }
  const mac = (purpose: string, data: string) => createHmac('sha256', macKey(purpose)).update(data).digest()
  return {
    seal: (plaintext, context) => seal(sealing, plaintext, context),
    open: (sealed, context) => open(sealing, sealed, context),
    mac,
    fingerprint: () => mac('fingerprint', 'sallyport').toString('hex').slice(0, 32),
  }
}

function seal(key: Buffer, plaintext: string, context: string): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(associated(context))
  const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.of(version), nonce, body, cipher.getAuthTag()]).toString('base64url')
}

function open(key: Buffer, sealed: string, context: string): string {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes[0] !== version || bytes.length < 1 + nonceBytes + tagBytes)
    throw new Error('This is not a sealed text')
  const nonce = bytes.subarray(1, 1 + nonceBytes)
  const body = bytes.subarray(1 + nonceBytes, -tagBytes)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
    .setAAD(associated(context))
    .setAuthTag(bytes.subarray(-tagBytes))
  try {
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
  } catch (cause) {
    throw new Error(
      `What is sealed for ${context} does not open: it was altered or sealed under another master key`,
      {
        cause,
      },
    )
  }
}

function associated(context: string): Buffer {
  return Buffer.from(`sallyport:${version}:${context}`, 'utf8')
}

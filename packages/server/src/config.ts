import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'

/** Configuration that is missing or wrong; the start stops and says it in words. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
}

export interface Config {
  readonly host: string
  readonly port: number
  /** The address that people and passkeys know, without a trailing slash; undefined until the port is known. */
  readonly publicUrl: string | undefined
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  readonly masterKey: string | undefined
  readonly adminToken: string | undefined
  /** CIDRs whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[]
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
}

const optional = z
  .string()
  .optional()
  .transform((text) => (text === undefined || text.trim() === '' ? undefined : text.trim()))

const Environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  PUBLIC_URL: optional,
  DATA_DIR: z.string().min(1).default('data'),
  DATABASE_URL: optional,
  SALLYPORT_MASTER_KEY: optional,
  SALLYPORT_ADMIN_TOKEN: optional,
  TRUSTED_PROXIES: z.string().default(''),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

/** Parses the environment. What weakens security when wrong or absent is refused here, in words. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const parsed = Environment.safeParse(environment)
  if (!parsed.success)
    throw new ConfigurationError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
    )
  const env = parsed.data
  if (env.DATABASE_URL !== undefined && env.SALLYPORT_MASTER_KEY === undefined)
    throw new ConfigurationError(
      'DATABASE_URL is set, so SALLYPORT_MASTER_KEY is required: 32 random bytes as base64, the same on every node. Make one with: openssl rand -base64 32',
    )
  if (env.SALLYPORT_ADMIN_TOKEN !== undefined && env.SALLYPORT_ADMIN_TOKEN.length < 32)
    throw new ConfigurationError('SALLYPORT_ADMIN_TOKEN must have at least 32 characters')
  return {
    host: env.HOST,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL === undefined ? undefined : readPublicUrl(env.PUBLIC_URL),
    dataDir: resolve(env.DATA_DIR),
    databaseUrl: env.DATABASE_URL,
    masterKey: env.SALLYPORT_MASTER_KEY,
    adminToken: env.SALLYPORT_ADMIN_TOKEN,
    trustedProxies: readRanges(env.TRUSTED_PROXIES),
    logLevel: env.LOG_LEVEL,
  }
}

function readPublicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || url.pathname !== '/' || url.search !== '' || url.hash !== '')
    throw new ConfigurationError(
      `PUBLIC_URL must be an address without a path, such as https://access.example.org, not ${text}`,
    )
  const local = url.hostname === 'localhost' || url.hostname.endsWith('.localhost')
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local))
    throw new ConfigurationError(
      `PUBLIC_URL must be https, or http on localhost: passwords and passkeys would travel in the clear over ${text}`,
    )
  return url.origin
}

function readRanges(text: string): string[] {
  const ranges = text.split(/[\s,]+/u).filter((range) => range !== '')
  for (const range of ranges) {
    const [address = '', bits, ...rest] = range.split('/')
    const family = isIP(address)
    const width = family === 4 ? 32 : 128
    const valid =
      bits === undefined || (/^\d{1,3}$/u.test(bits) && Number(bits) >= 1 && Number(bits) <= width)
    if (family === 0 || !valid || rest.length > 0)
      throw new ConfigurationError(
        `TRUSTED_PROXIES takes addresses and CIDRs such as 10.0.0.0/8, not ${range} (a range of everything would let any client choose its own address)`,
      )
  }
  return ranges
}

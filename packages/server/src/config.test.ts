import { describe, expect, test } from 'vitest'
import { ConfigurationError, readConfig } from './config.ts'

test('an empty environment serves localhost from ./data and believes no proxy', () => {
  expect(readConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 8080,
    publicUrl: undefined,
    trustedProxies: [],
    adminToken: undefined,
  })
})

describe('what weakens security stops the start', () => {
  test.each([
    ['plain HTTP to somewhere else than this machine', { PUBLIC_URL: 'http://access.example.org' }, /https/u],
    ['an address with a path', { PUBLIC_URL: 'https://example.org/sallyport' }, /without a path/u],
    ['a short administrator token', { SALLYPORT_ADMIN_TOKEN: 'x'.repeat(31) }, /32 characters/u],
    [
      'a database of one’s own without a master key',
      { DATABASE_URL: 'postgres://db/x' },
      /SALLYPORT_MASTER_KEY/u,
    ],
    ['believing a proxy that could be anybody', { TRUSTED_PROXIES: '0.0.0.0/0' }, /TRUSTED_PROXIES/u],
    ['a proxy that is no address', { TRUSTED_PROXIES: 'loadbalancer' }, /TRUSTED_PROXIES/u],
    ['a port that is none', { PORT: '99999' }, /PORT/u],
  ])('%s', (_what, environment, message) => {
    expect(() => readConfig(environment)).toThrow(ConfigurationError)
    expect(() => readConfig(environment)).toThrow(message)
  })
})

test('https anywhere and http on localhost are accepted', () => {
  expect(readConfig({ PUBLIC_URL: 'https://access.example.org/' }).publicUrl).toBe(
    'https://access.example.org',
  )
  expect(readConfig({ PUBLIC_URL: 'http://localhost:3000' }).publicUrl).toBe('http://localhost:3000')
})

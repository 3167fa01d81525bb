import { describe, expect, test } from 'vitest'
import { contextCollector, suppliedAttributes } from './collect-context.ts'
import { openCountryDatabase } from './country-database.ts'

const countries = openCountryDatabase()
const contextOf = contextCollector(countries)
const at = new Date('2026-11-18T10:00:00.500Z')
const contextFrom = (address: string | undefined, userAgent?: string) => contextOf({ address, userAgent, at })

describe('the address and its country', () => {
  test.each<[address: string, source: string, country: string | undefined]>([
    ['8.8.8.8', '8.8.8.8', 'US'],
    ['193.0.6.139', '193.0.6.139', 'NL'],
    ['::ffff:193.0.6.139', '193.0.6.139', 'NL'],
    ['::FFFF:C100:068B', '193.0.6.139', 'NL'],
    ['2001:67c:2e8:22::c100:68b', '2001:67c:2e8:22::c100:68b', 'NL'],
    ['2001:67C:2E8:22:0:0:C100:68B', '2001:67c:2e8:22::c100:68b', 'NL'],
    ['[2001:67c:2e8:22::c100:68b]:443', '2001:67c:2e8:22::c100:68b', 'NL'],
    ['193.0.6.139:8443', '193.0.6.139', 'NL'],
    ['10.1.2.3', '10.1.2.3', 'ZZ'],
    ['172.16.0.1', '172.16.0.1', 'ZZ'],
    ['192.168.1.1', '192.168.1.1', 'ZZ'],
    ['127.0.0.1', '127.0.0.1', 'ZZ'],
    ['::ffff:127.0.0.1', '127.0.0.1', 'ZZ'],
    ['169.254.10.10', '169.254.10.10', 'ZZ'],
    ['100.64.0.1', '100.64.0.1', 'ZZ'],
    ['::1', '::1', 'ZZ'],
    ['fe80::1', 'fe80::1', 'ZZ'],
    ['fd00:1234::1', 'fd00:1234::1', 'ZZ'],
    ['240.0.0.1', '240.0.0.1', undefined],
    ['5f00::1', '5f00::1', undefined],
  ])('%s is %s in %s', (address, source, country) => {
    const context = contextFrom(address)
    expect(context['source_ip']).toBe(source)
    expect(context['country']).toBe(country)
    expect('country' in context, 'left out, not undefined').toBe(country !== undefined)
  })
  test.each([
    '127.1',
    '010.0.0.1',
    '0x7f.0.0.1',
    'fe80::1%eth0',
    'localhost',
    '1.2.3.4.5',
    '',
    'unix:/run/x',
  ])('the doubtful %s is left out with its country', (address) => {
    const context = contextFrom(address)
    expect(context).not.toHaveProperty('source_ip')
    expect(context).not.toHaveProperty('country')
  })
})

describe('the device', () => {
  const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0'
  test.each<[device: string, userAgent: string]>([
    ['desktop', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Safari/537.36`],
    ['desktop', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Safari/537.36 Edg/141.0.0.0`],
    ['desktop', 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'],
    [
      'desktop',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15',
    ],
    [
      'mobile',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1',
    ],
    ['mobile', `Mozilla/5.0 (Linux; Android 14; Pixel 8) ${chrome} Mobile Safari/537.36`],
    [
      'tablet',
      'Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1',
    ],
    ['tablet', `Mozilla/5.0 (Linux; Android 13; SM-X906C) ${chrome} Safari/537.36`],
    ['bot', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'],
    ['bot', 'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)'],
    [
      'unknown',
      'Mozilla/5.0 (SMART-TV; Linux; Tizen 5.0) AppleWebKit/538.1 (KHTML, like Gecko) Version/5.0 TV Safari/538.1',
    ],
    ['unknown', 'curl/8.5.0'],
    ['unknown', 'python-requests/2.32.3'],
    ['unknown', '<script>'],
    ['unknown', ' '],
    ['unknown', ''],
  ])('is %s for %s', (device, userAgent) => {
    expect(contextFrom(undefined, userAgent)).toMatchObject({ device_type: device, user_agent: userAgent })
  })
  test('is left out without a header', () => {
    expect(contextFrom('8.8.8.8')).not.toHaveProperty('device_type')
    expect(contextFrom('8.8.8.8')).not.toHaveProperty('user_agent')
  })
  test('is read off the first thousand characters', () => {
    expect(contextFrom(undefined, `${'x'.repeat(1000)} Googlebot/2.1`)['device_type']).toBe('unknown')
    expect(contextFrom(undefined, `${'x'.repeat(900)} Googlebot/2.1`)['device_type']).toBe('bot')
  })
  test('a header made to be slow is not', () => {
    const began = performance.now()
    for (const part of ['(', 'Mozilla/5.0 (', 'Version/', 'a ', ';;', 'Android '])
      contextFrom(undefined, part.repeat(16_000 / part.length))
    expect(performance.now() - began).toBeLessThan(500)
  })
})

describe('the proof of identity', () => {
  const session = {
    authTime: new Date('2026-11-18T09:58:59.900Z'),
    authMethods: ['pwd', 'otp', 'mfa'],
    mfaVerified: true,
  }
  test('is the login session’s', () => {
    const context = contextOf({ address: undefined, userAgent: undefined, at, session })
    expect(context).toEqual({
      time: '2026-11-18T10:00:00.500Z',
      mfa_status: true,
      auth_methods: ['pwd', 'otp', 'mfa'],
      auth_age: 60,
    })
  })
  test('is none without one: no second factor, nothing said of methods and age', () => {
    expect(contextFrom(undefined)).toEqual({ time: '2026-11-18T10:00:00.500Z', mfa_status: false })
  })
  test('has no negative age when clocks differ', () => {
    const ahead = { ...session, authTime: new Date('2026-11-18T10:00:05Z') }
    expect(contextOf({ address: undefined, userAgent: undefined, at, session: ahead })['auth_age']).toBe(0)
  })
})

test('what is supplied is what the list of supplied attributes says', () => {
  const session = { authTime: at, authMethods: ['pwd'], mfaVerified: false }
  const context = contextOf({ address: '8.8.8.8', userAgent: 'x', at, session })
  expect(Object.keys(context).sort()).toEqual([...suppliedAttributes].sort())
})

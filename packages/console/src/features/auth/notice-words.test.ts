import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { Notice } from '../../api/types.ts'
import { noticeWords } from './notice-words.ts'

const notice = (kind: Notice['kind'], facts: Notice['facts'] = {}): Notice => ({
  id: '1',
  kind,
  text: 'As the server says it.',
  facts,
  created_at: '2026-11-21T08:00:00Z',
})
const where = { address: '193.0.6.139', country: 'NL', device: { browser: 'Firefox', system: 'Windows' } }

test('what happened is told with where and with what', () => {
  expect(noticeWords(notice('unusual-sign-in', where))).toBe(
    'Your account was signed in to as never before. From Netherlands (193.0.6.139) with Firefox on Windows.',
  )
  expect(noticeWords(notice('password-changed', { address: '10.0.0.7' }))).toBe(
    'Your password was changed. From 10.0.0.7.',
  )
})

test('a factor has its kind and name', () => {
  const factor = { type: 'webauthn', name: 'Blue key' } as const
  expect(noticeWords(notice('factor-removed', { factor }))).toBe('The passkey “Blue key” was removed.')
})

test('a recovery code tells how many are left', () => {
  expect(noticeWords(notice('recovery-code-used', { left: 1 }))).toContain('1 is left')
  expect(noticeWords(notice('recovery-code-used', { left: 0 }))).toContain('0 are left')
})

test('what somebody else did names them', () => {
  const factor = { type: 'totp', name: 'Phone' } as const
  expect(noticeWords(notice('factor-taken', { by: 'Ana', factor }))).toBe(
    'Ana removed the authenticator app “Phone” from your account. If you did not ask for it, tell them.',
  )
  expect(noticeWords(notice('reset-started', { by: 'Ana' }))).toMatch(/^Ana has started to reset/)
})

test('what has no words here, or lacks its facts, is told in the server’s', () => {
  expect(noticeWords(notice('message'))).toBe('As the server says it.')
  expect(noticeWords(notice('factor-added'))).toBe('As the server says it.')
  expect(noticeWords(notice('of-a-later-server' as Notice['kind']))).toBe('As the server says it.')
})

test('who was recovered is told of the own account, and the others of whose', () => {
  const recovered = (facts: Notice['facts']) => noticeWords(notice('administrator-recovered', facts))
  expect(recovered({ by: 'cli:root@vault' })).toMatch(/^cli:root@vault made .* resets your account\./)
  expect(recovered({ by: 'cli:root@vault', person: 'ana@example.org' })).toContain(
    'resets the account of ana@example.org.',
  )
})

/** Every kind that the server can send, as its API says. */
const kinds = (
  JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../../../docs/reference/openapi.json'), 'utf8'),
  ) as { components: { schemas: { Notice: { properties: { kind: { enum: Notice['kind'][] } } } } } }
).components.schemas.Notice.properties.kind.enum
const facts = {
  factor: { type: 'totp', name: 'Phone' },
  left: 3,
  by: 'Ana',
  person: 'b@example.org',
} as const

test('every kind but a message has words of its own, in both languages', async () => {
  vi.resetModules()
  const { speak } = await import('../../ui/language.ts')
  speak((await import('./account-spanish.ts')).catalogues)
  const { noticeWords: spanishWords } = await import('./notice-words.ts')
  const told = kinds.map((kind) => {
    const [english, spanish] = [noticeWords(notice(kind, facts)), spanishWords(notice(kind, facts))]
    return {
      kind,
      worded: english !== notice(kind).text && spanish !== notice(kind).text && english !== spanish,
    }
  })
  expect(told.filter(({ worded }) => !worded)).toEqual([{ kind: 'message', worded: false }])
  expect(told.length).toBeGreaterThanOrEqual(13)
})

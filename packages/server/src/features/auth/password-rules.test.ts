import { describe, expect, test } from 'vitest'
import { faultOfPassword, lengthAlone, lengthBesideFactor } from './password-rules.ts'

const setting = {
  minLength: lengthAlone,
  knownWords: ['maria.lopez@example.org', 'María López', 'Neogenesys', 'sallyport'],
}

describe('a password is refused', () => {
  test.each([
    ['one character short of fifteen', 'correct horse!', /14 characters.*at least 15/u],
    ['on the list of common ones, doubled', 'passwordpassword', /common/u],
    ['one short unit over and over', 'abcabcabcabcabcabc', /common/u],
    ['a run of the keyboard’s digits', '123456789012345', /common/u],
    ['a run down the alphabet', 'zyxwvutsrqponmlk', /common/u],
    ['little more than the organization', 'neogenesys-2026!', /neogenesys/u],
    ['little more than the address', 'maria.lopez@example.org1', /maria/u],
    ['longer than anybody types', 'x1y2'.repeat(200), /more than 512/u],
  ])('that is %s', (_because, password, fault) => {
    expect(faultOfPassword(password, setting)).toMatch(fault)
  })

  test('for being common with digits behind it, at eight characters', () => {
    expect(faultOfPassword('password1!', { minLength: lengthBesideFactor, knownWords: [] })).toMatch(
      /common/u,
    )
  })
})

describe('a password is accepted', () => {
  test.each([
    ['of fifteen characters without digits or capitals', 'correct horse b'],
    ['in another script', 'правильная лошадь'],
    ['with spaces at the ends', '  seven brave ships  '],
    ['that holds the organization among much else', 'neogenesys cooks tomatoes slowly'],
  ])('%s', (_because, password) => {
    expect(faultOfPassword(password, setting)).toBeUndefined()
  })

  test('of eight characters beside a second factor', () => {
    expect(faultOfPassword('kx7#vqm2', { minLength: lengthBesideFactor, knownWords: [] })).toBeUndefined()
  })

  test('counted in characters that people see as one, not in bytes', () => {
    expect(faultOfPassword('🐎🐎🐎🐴🐴🦄🦄🦄🐎🦄🐴🐎🦄🐴', { ...setting, minLength: 15 })).toMatch(
      /14 characters/u,
    )
  })
})

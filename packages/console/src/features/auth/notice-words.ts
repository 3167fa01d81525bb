import type { Notice } from '../../api/types.ts'
import { texts } from './account-texts.ts'
import { countryWords, deviceWords } from './place-words.ts'

/** What a notice tells, as a sentence; the server's own words for what this console knows nothing of. */
export function noticeWords({ kind, text, facts }: Notice): string {
  const what = whatHappened(kind, facts)
  if (what === undefined) return text
  const { notices } = texts
  const where = placeWords(facts)
  const parts = [
    what,
    where && notices.from(where),
    facts.device && notices.with(deviceWords(facts.device)),
  ].filter(Boolean)
  return `${parts.join(' ')}.`
}

function whatHappened(kind: Notice['kind'], { factor, left }: Notice['facts']): string | undefined {
  const { notices } = texts
  switch (kind) {
    case 'factor-added':
    case 'factor-removed':
    case 'passkey-copied':
      return factor && notices[kind](notices.kinds[factor.type], factor.name)
    case 'recovery-code-used':
      return left === undefined ? undefined : notices[kind](left)
    case 'unusual-sign-in':
    case 'password-changed':
    case 'recovery-codes-renewed':
      return notices[kind]
    default:
      return undefined
  }
}

function placeWords({ country, address }: Notice['facts']): string | undefined {
  if (country === undefined) return address
  return address === undefined ? countryWords(country) : `${countryWords(country)} (${address})`
}

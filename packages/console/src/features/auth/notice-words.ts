import type { Notice } from '../../api/types.ts'
import { texts } from './account-texts.ts'
import { countryWords, deviceWords } from './place-words.ts'

/** What a notice tells, as a sentence; the server's own words for what this console knows nothing of. */
export function noticeWords({ kind, text, facts }: Notice): string {
  const what = whatHappened(kind, facts)
  if (what === undefined) return text
  return [`${what}.`, whereabouts(facts)].filter(Boolean).join(' ')
}

/** A sentence of its own: the other one may end in what no longer works, or in what to do. */
function whereabouts(facts: Notice['facts']): string | undefined {
  const { notices } = texts
  const place = placeWords(facts)
  const device = facts.device && deviceWords(facts.device)
  if (place !== undefined && device !== undefined) return notices.fromWith(place, device)
  if (place !== undefined) return notices.from(place)
  return device === undefined ? undefined : notices.with(device)
}

/** What somebody else did to one's account in the open: there is nothing to deny. */
export function isByAnother(kind: Notice['kind']): boolean {
  return kind === 'factor-taken' || kind === 'reset-started' || kind === 'administrator-recovered'
}

function whatHappened(
  kind: Notice['kind'],
  { factor, left, by, person }: Notice['facts'],
): string | undefined {
  const { notices } = texts
  switch (kind) {
    case 'factor-added':
    case 'factor-removed':
    case 'passkey-copied':
      return factor && notices[kind](notices.kinds[factor.type], factor.name)
    case 'recovery-code-used':
      return left === undefined ? undefined : notices[kind](left)
    case 'reset-used':
    case 'reset-started':
      return by === undefined ? undefined : notices[kind](by)
    case 'factor-taken':
      return by !== undefined && factor
        ? notices[kind](by, notices.kinds[factor.type], factor.name)
        : undefined
    case 'administrator-recovered':
      return by === undefined ? undefined : notices[kind](by, person)
    case 'account-locked':
    case 'unusual-sign-in':
    case 'password-changed':
    case 'recovery-codes-renewed':
      return notices[kind]
    // In somebody's own words; and what a later server may tell.
    case 'message':
    default:
      return undefined
  }
}

function placeWords({ country, address }: Notice['facts']): string | undefined {
  if (country === undefined) return address
  return address === undefined ? countryWords(country) : `${countryWords(country)} (${address})`
}

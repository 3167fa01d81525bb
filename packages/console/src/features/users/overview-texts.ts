import { catalogue, count, format, list } from '../../ui/language.ts'

const people = (number: number) => count(number, 'person', 'people')

export const texts = catalogue('users-overview', {
  failed: 'The accounts could not be read',
  withoutFactor: {
    title: (some: number, all: number) =>
      `${format(some)} of ${people(all)} ${some === 1 ? 'has' : 'have'} no second factor`,
    why: (names: readonly string[]) =>
      `Whoever learns the password of ${list(names, 'disjunction')} can sign in in their place.`,
  },
  phishable: {
    title: (some: number, all: number) =>
      `${format(some)} of ${people(all)} ${some === 1 ? 'signs' : 'sign'} in without a passkey`,
    why: (names: readonly string[]) =>
      `A false page can ask for a password and a code, but not for a passkey: ${list(names)}.`,
  },
  locked: {
    title: (some: number) => `${count(some, 'account is', 'accounts are')} locked`,
    why: (names: readonly string[]) =>
      `Too many attempts failed: somebody may be guessing the password of ${list(names)}.`,
  },
  others: (others: number) => count(others, 'other', 'others'),
  see: 'See who',
  fine: {
    passkeys: (people: number) =>
      people === 1
        ? 'The one active person has a passkey.'
        : `All ${format(people)} active people have a passkey.`,
    locks: 'No account is locked.',
    some: (users: number) => `Of the accounts, the ${format(users)} newest were looked at.`,
  },
  live: {
    title: 'Live now',
    failed: 'The open sessions could not be counted',
    sessions: (sessions: number): string => (sessions === 1 ? 'open session' : 'open sessions'),
    of: (some: number) => `of ${people(some)}`,
    least: 'At least: only the newest accounts were counted.',
    action: 'See the accounts',
  },
})

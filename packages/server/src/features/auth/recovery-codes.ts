import { createHash, randomInt } from 'node:crypto'

/** Crockford's alphabet: no I, L, O or U to misread. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const groups = 5
const groupLength = 5
export const codesInSet = 10

/** Ten codes of 125 random bits each: more than 112, so a plain hash keeps them (NIST SP 800-63B-4 3.1.2.2). */
export function newRecoveryCodes(): string[] {
  const character = () => alphabet[randomInt(alphabet.length)] ?? ''
  const group = () => Array.from({ length: groupLength }, character).join('')
  return Array.from({ length: codesInSet }, () => Array.from({ length: groups }, group).join('-'))
}

/** The stored form: bound to the person, forgiving about case, spaces, hyphens and look-alikes. */
export function recoveryCodeHash(userId: string, code: string): Buffer {
  const folded = code.toUpperCase().replace(/[\s-]/gu, '').replace(/O/gu, '0').replace(/[IL]/gu, '1')
  return createHash('sha256').update(`recovery:${userId}:${folded}`).digest()
}

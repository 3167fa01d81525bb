import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** An opaque secret of 256 random bits behind a prefix that says what it is, so that leaked ones can be searched for. */
export function newToken(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`
}

/** What is stored instead of a token. One round is enough: there is nothing to guess in 256 random bits. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** Compares secrets in a time that does not depend on where they differ. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

import { Secret, TOTP } from 'otpauth'

/** SHA-1, 6 digits, 30 s: what every authenticator app understands (RFC 6238). */
const shape = { algorithm: 'SHA1', digits: 6, period: 30 } as const

export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** The `otpauth://` address that an app reads from the QR code. */
export function totpUri(secret: string, account: string, issuer: string): string {
  return new TOTP({ ...shape, issuer, label: account, secret: Secret.fromBase32(secret) }).toString()
}

/** The time step that a code belongs to, one step of clock drift either side; undefined for a wrong code. */
export function totpStep(secret: string, code: string, at: Date): number | undefined {
  const totp = new TOTP({ ...shape, secret: Secret.fromBase32(secret) })
  const delta = totp.validate({ token: code, timestamp: at.getTime(), window: 1 })
  return delta === null ? undefined : Math.floor(at.getTime() / 1000 / shape.period) + delta
}

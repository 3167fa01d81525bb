/**
 * What proving a factor adds to `auth_methods`, in the words of RFC 8176.
 * The order is the order in which advice tries them when no policy ranks them.
 */
export const factorMethods: { readonly [method: string]: { readonly amr: readonly string[] } } = {
  webauthn: { amr: ['hwk', 'user', 'mfa'] },
  totp: { amr: ['otp', 'mfa'] },
}

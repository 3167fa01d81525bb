import { factorMethods } from './factor-methods.ts'

/** What the context says of a connection through the company's tunnel, held by the subject's own device. */
export const tunnelContext = {
  tunnel_status: 'encrypted',
  tunnel_protocol: 'wireguard',
  tunnel_identity: true,
} as const

/** What the context says when a factor has just been proved, besides what had been proved before. */
export function proofContext(method: string, before: readonly string[]) {
  const known = Object.hasOwn(factorMethods, method) ? factorMethods[method] : undefined
  const { amr } = known ?? { amr: [] }
  return { mfa_status: true, auth_age: 0, auth_methods: [...new Set([...before, ...amr])] }
}

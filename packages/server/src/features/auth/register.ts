import { hashToken } from '../../platform/crypto/token.ts'
import { keyOfEmail } from '../../platform/email.ts'
import { ProblemError } from '../../platform/problem.ts'
import { admit, type Admitted } from './login-sessions.ts'
import { entryOf, type AuthParts, type Visit } from './parts.ts'
import { faultOfPassword } from './password-rules.ts'
import { passwordLengthFor } from './sign-in-gate.ts'

export interface Registration {
  readonly email: string
  readonly password: string
  readonly name: string
  readonly invitation: string | undefined
}

/** Accepts an invitation: people choose their own password. A refused password does not use the invitation up. */
export async function register(parts: AuthParts, input: Registration, visit: Visit): Promise<Admitted> {
  const at = parts.now()
  const tokenHash = input.invitation === undefined ? undefined : hashToken(input.invitation)
  const invited = tokenHash === undefined ? undefined : await parts.accounts.invited(tokenHash, at)
  if (
    tokenHash === undefined ||
    invited === undefined ||
    keyOfEmail(invited.email) !== keyOfEmail(input.email)
  )
    throw invitationInvalid()
  const fault = faultOfPassword(input.password, {
    minLength: passwordLengthFor(parts, invited, visit),
    knownWords: [invited.email, input.name, invited.organizationName, 'sallyport'],
  })
  if (fault !== undefined)
    throw new ProblemError('password-refused', fault, {
      members: { errors: [{ path: 'password', message: fault }] },
    })
  const passwordHash = await parts.hasher.hash(input.password)
  await parts.db.transaction().execute(async (trx) => {
    if (!(await parts.accounts.accept(trx, tokenHash, { name: input.name, passwordHash, at })))
      throw invitationInvalid()
    await parts.pending.drop(trx, invited.id)
    await parts.audit.record(trx, {
      ...entryOf(invited, visit),
      action: 'register',
      resource: `user:${invited.id}`,
      details: 'Accepted the invitation and chose a password',
      success: true,
    })
  })
  const account = await parts.accounts.byId(invited.id)
  if (account === undefined) throw invitationInvalid()
  return admit(parts, { account, proof: { authMethods: ['pwd'], mfaVerified: false, authTime: at }, visit })
}

function invitationInvalid(): ProblemError {
  return new ProblemError(
    'invitation-invalid',
    'The invitation is unknown, used or too old, or it is for another address. Ask for a new one',
  )
}

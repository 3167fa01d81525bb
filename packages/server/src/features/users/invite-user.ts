import type { Json, RoleGrant } from '@sallyport/engine'
import type { Transaction } from 'kysely'
import { hashToken, newToken } from '../../platform/crypto/token.ts'
import type { Database } from '../../platform/database/schema.ts'
import { ProblemError } from '../../platform/problem.ts'
import { mustFind, record, type Changer, type UserParts } from './user-parts.ts'
import type { User } from './user-store.ts'
import { refuseGrantsBeyond, refuseHolderBeyond } from './within-reach.ts'

const invitationDays = 7

export interface Invited {
  readonly user: User
  readonly token: string
  readonly expiresAt: Date
}

/** Creates an account without a password: people choose their own through the invitation. */
export async function inviteUser(
  parts: UserParts,
  by: Changer,
  input: { email: string; name: string; roles: readonly RoleGrant[] },
): Promise<Invited> {
  refuseGrantsBeyond(parts, by, input.roles)
  const at = parts.now()
  const { organization } = by.identity
  return parts.db.transaction().execute(async (trx) => {
    const id = await parts.users.invite(trx, { ...input, organization, at })
    if (id === undefined)
      throw new ProblemError('user-exists', `Somebody with the address ${input.email} has an account already`)
    const invitation = await newInvitation(parts, trx, { id, organization }, at)
    await record(parts, trx, by, {
      action: 'create_user',
      id,
      details: `Invited ${input.email}`,
      changes: {
        before: null,
        after: { email: input.email, name: input.name, roles: input.roles as readonly Json[] },
      },
    })
    return { user: await mustFind(parts, id, trx), ...invitation }
  })
}

export async function renewInvitation(parts: UserParts, by: Changer, id: string): Promise<Invited> {
  return parts.db.transaction().execute(async (trx) => {
    const user = await mustFind(parts, id, trx)
    if (user.state !== 'invited')
      throw new ProblemError('conflict', `${user.email} has accepted an invitation already`)
    refuseHolderBeyond(parts, by, user)
    const invitation = await newInvitation(parts, trx, user, parts.now())
    await record(parts, trx, by, {
      action: 'renew_invitation',
      id,
      details: `Renewed the invitation of ${user.email}`,
    })
    return { user, ...invitation }
  })
}

async function newInvitation(
  parts: UserParts,
  trx: Transaction<Database>,
  user: { id: string; organization: string },
  at: Date,
) {
  const token = newToken('spn')
  const expiresAt = new Date(at.getTime() + invitationDays * 86_400_000)
  await parts.invitations.add(trx, user, hashToken(token), at, expiresAt)
  return { token, expiresAt }
}

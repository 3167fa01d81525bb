import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'
import { keyOfEmail } from '../../platform/email.ts'
import type { InvitationStore } from './invitation-store.ts'
import type { User, UserStore } from './user-store.ts'

export interface FirstPerson {
  readonly email: string
  readonly name: string
  readonly passwordHash: string
  readonly organizationName: string
  readonly at: Date
}

/** People as signing in needs them. */
export function accountsOf(
  users: UserStore,
  invitations: InvitationStore,
  organization: string,
  renameOrganization: (trx: Transaction<Database>, name: string) => Promise<void>,
) {
  return {
    ...users,
    byId: (id: string) => users.byId(id),
    exist: () => users.exist(),
    accept: (...words: Parameters<InvitationStore['accept']>) => invitations.accept(...words),
    async invited(tokenHash: Buffer, at: Date): Promise<User | undefined> {
      const id = await invitations.userIdOf(tokenHash, at)
      const user = id === undefined ? undefined : await users.byId(id)
      return user?.state === 'invited' ? user : undefined
    },
    /** Under a lock: of two that set up at once, one becomes the administrator. */
    async createFirst(
      trx: Transaction<Database>,
      { organizationName, passwordHash, ...person }: FirstPerson,
    ): Promise<User | undefined> {
      await sql`select pg_advisory_xact_lock(hashtext('sallyport set-up'))`.execute(trx)
      if (await users.exist(trx)) return undefined
      await renameOrganization(trx, organizationName)
      const id = await users.createActive(
        trx,
        { ...person, organization, roles: ['Super Admin'] },
        passwordHash,
      )
      return id === undefined ? undefined : users.byId(id, trx)
    },
  }
}

/** The active people that `notify {to}` names: an address, `user:<id>` or `role:<name>`. */
export async function recipientsOf(users: UserStore, to: string): Promise<User[]> {
  const active = (await users.all()).filter(({ state }) => state === 'active')
  const role = /^role:(.+)$/u.exec(to)?.[1]
  if (role !== undefined)
    return active.filter((user) =>
      user.roles.some((grant) => (typeof grant === 'string' ? grant : grant.name) === role),
    )
  const id = /^user:(.+)$/u.exec(to)?.[1]
  return active.filter((user) =>
    id === undefined ? keyOfEmail(user.email) === keyOfEmail(to) : user.id === id,
  )
}

import type { RoleGrant } from '@sallyport/engine'
import { randomUUID } from 'node:crypto'
import { sql, type Kysely, type Transaction } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Account } from '../../platform/account.ts'
import type { Database } from '../../platform/database/schema.ts'
import { keyOfEmail } from '../../platform/email.ts'

/** An account with what the list of users shows besides. */
export interface User extends Account {
  readonly lastLoginAt: Date | null
}

export interface NewUser {
  readonly organization: string
  readonly email: string
  readonly name: string
  readonly roles: readonly string[]
  readonly at: Date
}

export interface UserFilter {
  readonly q: string | undefined
  readonly after: { readonly createdAt: Date; readonly id: string } | undefined
  readonly limit: number
}

export type UserStore = ReturnType<typeof userStore>

/** People, their grants and their invitations. The only place with SQL about them. */
export function userStore(db: Kysely<Database>) {
  const users = (executor: Kysely<Database>) =>
    executor
      .selectFrom('users')
      .innerJoin('organizations', 'organizations.id', 'users.organization')
      .select((eb) => [
        'users.id',
        'users.organization',
        'organizations.name as organizationName',
        'users.email',
        'users.name',
        'users.state',
        'users.password_hash as passwordHash',
        'users.created_at as createdAt',
        'users.last_login_at as lastLoginAt',
        jsonArrayFrom(
          eb
            .selectFrom('role_grants')
            .select(['role', 'scope', 'valid_from', 'valid_until'])
            .whereRef('role_grants.user_id', '=', 'users.id')
            .orderBy('role')
            .orderBy('role_grants.id'),
        ).as('grants'),
        jsonArrayFrom(
          eb
            .selectFrom('factors')
            .select('type')
            .distinct()
            .whereRef('factors.user_id', '=', 'users.id')
            .where('confirmed_at', 'is not', null),
        ).as('factorTypes'),
      ])
  type Row = Awaited<ReturnType<ReturnType<typeof users>['executeTakeFirstOrThrow']>>
  const userOf = ({ grants, factorTypes, ...row }: Row): User => ({
    ...row,
    roles: grants.map(grantOf),
    factors: factorTypes.map(({ type }) => type),
  })
  const one = async (query: ReturnType<typeof users>): Promise<User | undefined> => {
    const row = await query.executeTakeFirst()
    return row && userOf(row)
  }
  const insert = async (
    trx: Transaction<Database>,
    person: NewUser,
    state: 'invited' | 'active',
    passwordHash: string | null,
  ): Promise<string | undefined> => {
    const id = randomUUID()
    const created = await trx
      .insertInto('users')
      .values({
        id,
        organization: person.organization,
        email: person.email.trim(),
        email_key: keyOfEmail(person.email),
        name: person.name,
        password_hash: passwordHash,
        state,
        created_at: person.at,
        updated_at: person.at,
        ...(passwordHash === null ? {} : { password_changed_at: person.at }),
      })
      .onConflict((conflict) => conflict.column('email_key').doNothing())
      .executeTakeFirst()
    if (created.numInsertedOrUpdatedRows !== 1n) return undefined
    await grantRoles(trx, { id, organization: person.organization }, person.roles)
    return id
  }

  return {
    byId: (id: string, executor: Kysely<Database> = db) => one(users(executor).where('users.id', '=', id)),
    byEmail: (email: string) => one(users(db).where('users.email_key', '=', keyOfEmail(email))),
    async all(executor: Kysely<Database> = db): Promise<User[]> {
      return (await users(executor).orderBy('users.created_at').orderBy('users.id').execute()).map(userOf)
    },
    async list({ q, after, limit }: UserFilter): Promise<User[]> {
      let query = users(db)
      if (q !== undefined)
        query = query.where((eb) =>
          eb.or([
            eb(sql`position(${q.toLowerCase()} in lower(users.name))`, '>', 0),
            eb(sql`position(${keyOfEmail(q)} in users.email_key)`, '>', 0),
          ]),
        )
      if (after !== undefined)
        query = query.where((eb) =>
          eb.or([
            eb('users.created_at', '<', after.createdAt),
            eb.and([eb('users.created_at', '=', after.createdAt), eb('users.id', '<', after.id)]),
          ]),
        )
      return (
        await query.orderBy('users.created_at', 'desc').orderBy('users.id', 'desc').limit(limit).execute()
      ).map(userOf)
    },
    async exist(executor: Kysely<Database> = db): Promise<boolean> {
      return (await executor.selectFrom('users').select('id').limit(1).executeTakeFirst()) !== undefined
    },
    invite: (trx: Transaction<Database>, person: NewUser) => insert(trx, person, 'invited', null),
    createActive: (trx: Transaction<Database>, person: NewUser, passwordHash: string) =>
      insert(trx, person, 'active', passwordHash),
    async update(
      trx: Transaction<Database>,
      id: string,
      change: { name?: string; state?: User['state'] },
      at: Date,
    ): Promise<void> {
      await trx
        .updateTable('users')
        .set({ ...change, updated_at: at })
        .where('id', '=', id)
        .execute()
    },
    async setRoles(
      trx: Transaction<Database>,
      user: Pick<User, 'id' | 'organization'>,
      roles: readonly string[],
    ): Promise<void> {
      await trx.deleteFrom('role_grants').where('user_id', '=', user.id).execute()
      await grantRoles(trx, user, roles)
    },
    async setPassword(trx: Transaction<Database>, id: string, passwordHash: string, at: Date): Promise<void> {
      await trx
        .updateTable('users')
        .set({ password_hash: passwordHash, password_changed_at: at, updated_at: at })
        .where('id', '=', id)
        .execute()
    },
    async signedIn(trx: Transaction<Database>, id: string, at: Date): Promise<void> {
      await trx.updateTable('users').set({ last_login_at: at }).where('id', '=', id).execute()
    },
    async remove(trx: Transaction<Database>, id: string): Promise<void> {
      await trx.deleteFrom('users').where('id', '=', id).execute()
    },
    /** A new invitation; earlier ones of the same person no longer work. */
    async addInvitation(
      trx: Transaction<Database>,
      user: Pick<User, 'id' | 'organization'>,
      tokenHash: Buffer,
      at: Date,
      expiresAt: Date,
    ): Promise<void> {
      await trx.deleteFrom('invitations').where('user_id', '=', user.id).execute()
      await trx
        .insertInto('invitations')
        .values({
          id: randomUUID(),
          organization: user.organization,
          user_id: user.id,
          token_hash: tokenHash,
          created_at: at,
          expires_at: expiresAt,
        })
        .execute()
    },
    invited: (tokenHash: Buffer, at: Date) =>
      one(
        users(db)
          .innerJoin('invitations', 'invitations.user_id', 'users.id')
          .where('invitations.token_hash', '=', tokenHash)
          .where('invitations.used_at', 'is', null)
          .where('invitations.expires_at', '>', at)
          .where('users.state', '=', 'invited'),
      ),
    /** Of two equal requests one accepts. */
    async accept(
      trx: Transaction<Database>,
      tokenHash: Buffer,
      person: { name: string; passwordHash: string; at: Date },
    ): Promise<boolean> {
      const used = await trx
        .updateTable('invitations')
        .set({ used_at: person.at })
        .where('token_hash', '=', tokenHash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', person.at)
        .returning('user_id')
        .executeTakeFirst()
      if (used === undefined) return false
      const accepted = await trx
        .updateTable('users')
        .set({
          name: person.name,
          password_hash: person.passwordHash,
          password_changed_at: person.at,
          state: 'active',
          updated_at: person.at,
        })
        .where('id', '=', used.user_id)
        .where('state', '=', 'invited')
        .executeTakeFirst()
      return accepted.numUpdatedRows === 1n
    },
  }
}

async function grantRoles(
  trx: Transaction<Database>,
  user: { id: string; organization: string },
  roles: readonly string[],
): Promise<void> {
  if (roles.length === 0) return
  await trx
    .insertInto('role_grants')
    .values(
      roles.map((role) => ({ id: randomUUID(), organization: user.organization, user_id: user.id, role })),
    )
    .execute()
}

function grantOf(row: {
  role: string
  scope: unknown
  valid_from: string | Date | null
  valid_until: string | Date | null
}): RoleGrant {
  if (row.scope === null && row.valid_from === null && row.valid_until === null) return row.role
  return {
    name: row.role,
    ...(row.scope === null ? {} : { scope: row.scope as NonNullable<Exclude<RoleGrant, string>['scope']> }),
    ...(row.valid_from === null ? {} : { valid_from: new Date(row.valid_from).toISOString() }),
    ...(row.valid_until === null ? {} : { valid_until: new Date(row.valid_until).toISOString() }),
  }
}

import type { RoleGrant } from '@sallyport/engine'
import { randomUUID } from 'node:crypto'
import { sql, type Kysely, type Transaction } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Account } from '../../platform/account.ts'
import type { Database } from '../../platform/database/schema.ts'
import { keyOfEmail } from '../../platform/email.ts'
import { grantOf, grantRoles } from './role-grant-store.ts'

/** An account with what the list of users shows besides. */
export interface User extends Account {
  readonly lastLoginAt: Date | null
  /** Confirmed second factors, by type. */
  readonly factorCounts: Readonly<Record<string, number>>
  readonly recoveryCodesLeft: number
  /** A password was chosen at some time, or is about to be at the link of a reset. */
  readonly hasAccepted: boolean
}

export interface NewUser {
  readonly organization: string
  readonly email: string
  readonly name: string
  readonly roles: readonly RoleGrant[]
  readonly at: Date
}

export interface UserFilter {
  readonly q?: string | undefined
  /** The name of a role that is granted, whatever its dates. */
  readonly role?: string | undefined
  readonly state?: User['state'] | undefined
  readonly factor?: 'none' | 'totp' | 'webauthn' | undefined
  readonly after: { readonly createdAt: Date; readonly id: string } | undefined
  readonly limit: number
}

type Filters = Omit<UserFilter, 'after' | 'limit'>

export type UserStore = ReturnType<typeof userStore>

/** People and their grants. */
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
            .select(['type', eb.fn.countAll<number>().as('count')])
            .whereRef('factors.user_id', '=', 'users.id')
            .where('confirmed_at', 'is not', null)
            .groupBy('type'),
        ).as('factorTypes'),
        eb
          .selectFrom('recovery_codes')
          .select((codes) => codes.fn.countAll<number>().as('left'))
          .whereRef('recovery_codes.user_id', '=', 'users.id')
          .where('used_at', 'is', null)
          .as('recoveryCodesLeft'),
        eb
          .or([
            eb('users.password_changed_at', 'is not', null),
            eb.exists(
              eb
                .selectFrom('account_resets')
                .select('account_resets.id')
                .whereRef('account_resets.user_id', '=', 'users.id')
                .where('account_resets.used_at', 'is', null),
            ),
          ])
          .$castTo<boolean>()
          .as('hasAccepted'),
      ])
  type Row = Awaited<ReturnType<ReturnType<typeof users>['executeTakeFirstOrThrow']>>
  const userOf = ({ grants, factorTypes, recoveryCodesLeft, ...row }: Row): User => ({
    ...row,
    roles: grants.map(grantOf),
    factors: factorTypes.map(({ type }) => type),
    factorCounts: Object.fromEntries(factorTypes.map(({ type, count }) => [type, count])),
    recoveryCodesLeft: recoveryCodesLeft ?? 0,
  })
  const filtered = (query: ReturnType<typeof users>, { q, role, state, factor }: Filters) => {
    let found = query
    if (q !== undefined)
      found = found.where((eb) =>
        eb.or([
          eb(sql`position(${q.toLowerCase()} in lower(users.name))`, '>', 0),
          eb(sql`position(${keyOfEmail(q)} in users.email_key)`, '>', 0),
        ]),
      )
    if (state !== undefined) found = found.where('users.state', '=', state)
    if (role !== undefined)
      found = found.where((eb) =>
        eb.exists(
          eb
            .selectFrom('role_grants')
            .select('role_grants.id')
            .whereRef('role_grants.user_id', '=', 'users.id')
            .where('role_grants.role', '=', role),
        ),
      )
    if (factor !== undefined)
      found = found.where((eb) => {
        const held = eb
          .selectFrom('factors')
          .select('factors.id')
          .whereRef('factors.user_id', '=', 'users.id')
          .where('factors.confirmed_at', 'is not', null)
        return factor === 'none'
          ? eb.not(eb.exists(held))
          : eb.exists(held.where('factors.type', '=', factor))
      })
    return found
  }
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
    async list({ after, limit, ...filter }: UserFilter): Promise<User[]> {
      let query = filtered(users(db), filter)
      if (after !== undefined)
        query = query.where((eb) =>
          eb.or([
            eb('users.created_at', '<', after.createdAt),
            eb.and([eb('users.created_at', '=', after.createdAt), eb('users.id', '<', after.id)]),
          ]),
        )
      const rows = await query
        .orderBy('users.created_at', 'desc')
        .orderBy('users.id', 'desc')
        .limit(limit)
        .execute()
      return rows.map(userOf)
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
      roles: readonly RoleGrant[],
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
    async dropPassword(trx: Transaction<Database>, id: string, at: Date): Promise<void> {
      await trx
        .updateTable('users')
        .set({ password_hash: null, updated_at: at })
        .where('id', '=', id)
        .execute()
    },
    async signedIn(trx: Transaction<Database>, id: string, at: Date): Promise<void> {
      await trx.updateTable('users').set({ last_login_at: at }).where('id', '=', id).execute()
    },
    async remove(trx: Transaction<Database>, id: string): Promise<void> {
      await trx.deleteFrom('users').where('id', '=', id).execute()
    },
  }
}

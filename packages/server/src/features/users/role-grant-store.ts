import type { RoleGrant } from '@sallyport/engine'
import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'

export async function grantRoles(
  trx: Transaction<Database>,
  user: { id: string; organization: string },
  roles: readonly RoleGrant[],
): Promise<void> {
  if (roles.length === 0) return
  const rows = roles.map((grant) => {
    const { name, scope, valid_from, valid_until } = typeof grant === 'string' ? { name: grant } : grant
    return {
      id: randomUUID(),
      organization: user.organization,
      user_id: user.id,
      role: name,
      scope: scope === undefined ? null : JSON.stringify(scope),
      valid_from: valid_from === undefined ? null : new Date(valid_from),
      valid_until: valid_until === undefined ? null : new Date(valid_until),
    }
  })
  await trx.insertInto('role_grants').values(rows).execute()
}

/** As the model has it: the name alone where nothing narrows it. */
export function grantOf(row: {
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

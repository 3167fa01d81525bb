import type { Kysely } from 'kysely'
import { timingSafeEqual } from 'node:crypto'
import { hashToken, newToken } from '../../platform/crypto/token.ts'
import type { Database } from '../../platform/database/schema.ts'
import { ProblemError } from '../../platform/problem.ts'
import { admit, type Admitted } from './login-sessions.ts'
import { entryOf, type AuthParts, type Visit } from './parts.ts'
import { faultOfPassword, lengthAlone } from './password-rules.ts'

const lifeSeconds = 3600
const key = 'setup'

/** Makes a new set-up token while nobody has an account; undefined afterwards. Kept as a hash, valid an hour. */
export async function renewSetupToken(
  parts: Pick<AuthParts, 'db' | 'accounts' | 'now'>,
): Promise<string | undefined> {
  if (await parts.accounts.exist()) return undefined
  const token = newToken('spi')
  const value = JSON.stringify({
    hash: hashToken(token).toString('base64'),
    until: parts.now().getTime() + lifeSeconds * 1000,
  })
  await parts.db
    .insertInto('settings')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
  return token
}

export interface FirstPerson {
  readonly token: string
  readonly name: string
  readonly email: string
  readonly password: string
  readonly organization: string
}

/** Creates the first administrator and signs them in as any sign-in would. */
export async function setUp(parts: AuthParts, input: FirstPerson, visit: Visit): Promise<Admitted> {
  if (await parts.accounts.exist())
    throw new ProblemError(
      'already-set-up',
      'This Sallyport has an administrator already. Ask for an invitation',
    )
  if (!(await isCurrent(parts.db, input.token, parts.now())))
    throw new ProblemError(
      'setup-invalid',
      'The set-up link is wrong or older than an hour. Restart Sallyport for a new one, which its log prints',
    )
  const fault = faultOfPassword(input.password, {
    minLength: lengthAlone,
    knownWords: [input.email, input.name, input.organization, 'sallyport'],
  })
  if (fault !== undefined)
    throw new ProblemError('password-refused', fault, {
      members: { errors: [{ path: 'password', message: fault }] },
    })
  const passwordHash = await parts.hasher.hash(input.password)
  const at = parts.now()
  const account = await parts.db.transaction().execute(async (trx) => {
    const created = await parts.accounts.createFirst(trx, {
      email: input.email,
      name: input.name,
      passwordHash,
      organizationName: input.organization,
      at,
    })
    if (created === undefined)
      throw new ProblemError(
        'already-set-up',
        'This Sallyport has an administrator already. Ask for an invitation',
      )
    await trx.deleteFrom('settings').where('key', '=', key).execute()
    await parts.audit.record(trx, {
      ...entryOf(created, visit),
      action: 'setup',
      resource: `user:${created.id}`,
      details: `Created the first administrator ${created.email}`,
      success: true,
      changes: {
        before: null,
        after: { id: created.id, email: created.email, name: created.name, roles: ['Super Admin'] },
      },
    })
    return created
  })
  return admit(parts, { account, proof: { authMethods: ['pwd'], mfaVerified: false, authTime: at }, visit })
}

async function isCurrent(db: Kysely<Database>, token: string, at: Date): Promise<boolean> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
  const stored = row?.value as { hash: string; until: number } | undefined
  if (stored === undefined || stored.until <= at.getTime()) return false
  return timingSafeEqual(hashToken(token), Buffer.from(stored.hash, 'base64'))
}

import type { Transaction } from 'kysely'
import type { Account } from '../../platform/account.ts'
import type { Database } from '../../platform/database/schema.ts'

/** What signing in needs to know of people; the users feature provides it. */
export interface Accounts {
  byEmail(email: string): Promise<Account | undefined>
  byId(id: string): Promise<Account | undefined>
  exist(): Promise<boolean>
  /** The first administrator; undefined when somebody was faster. */
  createFirst(trx: Transaction<Database>, person: NewPerson): Promise<Account | undefined>
  /** The invited person whose invitation this is, if it can still be used. */
  invited(tokenHash: Buffer, at: Date): Promise<Account | undefined>
  /** Uses the invitation up and makes the account active; false when somebody was faster. */
  accept(
    trx: Transaction<Database>,
    tokenHash: Buffer,
    person: { name: string; passwordHash: string; at: Date },
  ): Promise<boolean>
  setPassword(trx: Transaction<Database>, id: string, passwordHash: string, at: Date): Promise<void>
  /** From now on no password signs in. */
  dropPassword(trx: Transaction<Database>, id: string, at: Date): Promise<void>
  signedIn(trx: Transaction<Database>, id: string, at: Date): Promise<void>
}

export interface NewPerson {
  readonly email: string
  readonly name: string
  readonly passwordHash: string
  readonly organizationName: string
  readonly at: Date
}

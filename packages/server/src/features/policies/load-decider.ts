import { compile, type Decider, type Settings } from '@sallyport/engine'
import type { Kysely } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'
import { allPolicyRecords } from './policy-store.ts'

/** Compiles what is stored: at the start, and whenever another node changed it. */
export async function loadDecider(db: Kysely<Database>, settings: Settings): Promise<Decider> {
  const records = await allPolicyRecords(db)
  return compile(
    records.map(({ policy }) => policy),
    settings,
  )
}

import { compile, type Decider, type Settings } from '@sallyport/engine'
import type { Kysely } from 'kysely'
import type { Database } from '../../platform/database/schema.ts'
import { allPolicyRecords } from './policy-store.ts'

/** The settings as they are stored now, the bindings among them. */
export type ReadSettings = (db: Kysely<Database>) => Promise<Settings>

/** Compiles what is stored: at the start, and whenever another node changed it. */
export async function loadDecider(db: Kysely<Database>, readSettings: ReadSettings): Promise<Decider> {
  const settings = await readSettings(db)
  const records = await allPolicyRecords(db)
  return compile(
    records.map(({ policy }) => policy),
    settings,
  )
}

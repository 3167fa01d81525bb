import { type House, openFoundedHouse } from './house.ts'
import { password } from './people.ts'

export interface TamperedHouse extends House {
  /** Of the entry that was altered. */
  readonly seq: number
}

/** A house of its own in whose log somebody with the machine has altered an entry, past the trigger that forbids it. */
export async function openTamperedHouse(): Promise<TamperedHouse> {
  const house = await openFoundedHouse(password)
  await house.ask('POST', '/api/users', { email: 'eve@example.org', name: 'Eve', roles: ['Auditor'] })
  const [invited] = (await house.ask('GET', '/api/audit-logs?action=create_user&limit=1')) as {
    seq: number
  }[]
  if (invited === undefined) throw new Error('The invitation is not in the log')
  await house.sql('alter table audit_log disable trigger audit_log_append_only')
  await house.sql('update audit_log set details = $1 where seq = $2', ['Invited nobody', invited.seq])
  await house.sql('alter table audit_log enable trigger audit_log_append_only')
  return { ...house, seq: invited.seq }
}

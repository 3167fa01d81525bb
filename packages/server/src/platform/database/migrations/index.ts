import type { Migration } from 'kysely'
import { firstHouse } from './0001-first-house.ts'
import { bindings } from './0002-bindings.ts'
import { passkeys } from './0003-passkeys.ts'
import { auditPage } from './0004-audit-page.ts'
import { accountCare } from './0005-account-care.ts'
import { noticeKinds } from './0006-notice-kinds.ts'

/** In order of their names; forward only. */
export const migrations: Record<string, Migration> = {
  '0001-first-house': firstHouse,
  '0002-bindings': bindings,
  '0003-passkeys': passkeys,
  '0004-audit-page': auditPage,
  '0005-account-care': accountCare,
  '0006-notice-kinds': noticeKinds,
}

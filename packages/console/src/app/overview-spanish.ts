import { spanish as faults } from '../features/audit/fault-texts.es.ts'
import { spanish as audit } from '../features/audit/overview-texts.es.ts'
import { spanish as auth } from '../features/auth/overview-texts.es.ts'
import { spanish as policies } from '../features/policies/overview-texts.es.ts'
import { spanish as users } from '../features/users/overview-texts.es.ts'
import { spanish as overview } from './overview-texts.es.ts'

export const catalogues = {
  'audit-faults': faults,
  'audit-overview': audit,
  'auth-overview': auth,
  overview,
  'policies-overview': policies,
  'users-overview': users,
}

import { spanish as policySentences } from '@sallyport/engine/spanish'
import { spanish as api } from '../api/texts.es.ts'
import { spanish as auditActions } from '../features/audit/action-texts.es.ts'
import { spanish as auditOverview } from '../features/audit/overview-texts.es.ts'
import { spanish as audit } from '../features/audit/texts.es.ts'
import { spanish as authAccount } from '../features/auth/account-texts.es.ts'
import { spanish as authOverview } from '../features/auth/overview-texts.es.ts'
import { spanish as authPasskey } from '../features/auth/passkey-texts.es.ts'
import { spanish as authReset } from '../features/auth/reset-texts.es.ts'
import { spanish as auth } from '../features/auth/texts.es.ts'
import { spanish as policyExamples } from '../features/policies/example-texts.es.ts'
import { spanish as policiesOverview } from '../features/policies/overview-texts.es.ts'
import { spanish as policies } from '../features/policies/texts.es.ts'
import { spanish as tokens } from '../features/tokens/texts.es.ts'
import { spanish as usersOverview } from '../features/users/overview-texts.es.ts'
import { spanish as changes } from '../ui/change-texts.es.ts'
import { spanish as chart } from '../ui/chart-texts.es.ts'
import { spanish as users } from '../features/users/texts.es.ts'
import { spanish as ui } from '../ui/texts.es.ts'
import { spanish as overview } from './overview-texts.es.ts'
import { spanish as app } from './texts.es.ts'

/** The Spanish of every noun, by the name of its catalogue. `spanish.test.ts` holds that none is missing. */
export const catalogues = {
  api,
  app,
  audit,
  'audit-actions': auditActions,
  'audit-overview': auditOverview,
  auth,
  'auth-account': authAccount,
  'auth-overview': authOverview,
  'auth-passkey': authPasskey,
  'auth-reset': authReset,
  changes,
  chart,
  overview,
  policies,
  'policies-overview': policiesOverview,
  'policy-examples': policyExamples,
  'policy-sentences': policySentences,
  tokens,
  ui,
  'users-overview': usersOverview,
  users,
}

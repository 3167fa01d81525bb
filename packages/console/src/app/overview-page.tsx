import { useMe, whyNot } from '../api/session.ts'
import { OverviewOwnSignIns } from '../features/audit/overview-own-sign-ins.tsx'
import { OverviewWeek } from '../features/audit/overview-week.tsx'
import { useAuditChecks } from '../features/audit/use-audit-checks.tsx'
import { OverviewYou } from '../features/auth/overview-you.tsx'
import { useOwnCheck } from '../features/auth/use-own-check.tsx'
import { usePolicyCheck } from '../features/policies/use-policy-check.tsx'
import { OverviewLive } from '../features/users/overview-live.tsx'
import { useUserCheck } from '../features/users/use-user-check.tsx'
import { Page } from '../ui/page.tsx'
import { Attention } from './attention.tsx'
import styles from './overview-page.module.css'
import { texts } from './overview-texts.ts'

/** What needs attention first, then what goes on. Each part is for who may read what it speaks of. */
export default function OverviewPage() {
  const me = useMe()
  const may = (permission: `${string}.read`) => whyNot(me, permission) === undefined
  const policies = usePolicyCheck()
  const users = useUserCheck()
  const audit = useAuditChecks()
  const own = useOwnCheck()
  // Of what is equally urgent this comes first: on a log that was altered nothing else can be relied on.
  const checks = [...audit, policies, users, own].filter((check) => check !== undefined)
  return (
    <Page title={texts.title}>
      <div className={styles.parts}>
        <Attention checks={checks} />
        {may('users.read') && <OverviewLive />}
        {may('audit.read') ? (
          <OverviewWeek />
        ) : (
          <div className={styles.beside}>
            <OverviewYou />
            <OverviewOwnSignIns />
          </div>
        )}
      </div>
    </Page>
  )
}

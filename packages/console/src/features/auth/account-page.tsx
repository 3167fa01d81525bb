import styles from './account-page.module.css'
import { AppsSection, PasskeysSection } from './factor-sections.tsx'
import { PasswordSection } from './password-section.tsx'
import { RecoveryCodesSection } from './recovery-codes-section.tsx'

/** How one proves that it is oneself: passkeys, apps, recovery codes, password. */
export default function AccountPage() {
  return (
    <div className={styles.sections}>
      <PasskeysSection />
      <AppsSection />
      <RecoveryCodesSection />
      <PasswordSection />
    </div>
  )
}

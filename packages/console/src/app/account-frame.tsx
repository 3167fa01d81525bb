import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { classNames } from '../ui/class-names.ts'
import { Page } from '../ui/page.tsx'
import styles from './account-frame.module.css'
import { texts } from './texts.ts'

const tabs = [
  { to: '/account', label: texts.account.security },
  { to: '/account/sessions', label: texts.account.sessions },
  { to: '/account/tokens', label: texts.account.tokens },
] as const

/** Around the pages of one's own account. */
export default function AccountFrame() {
  const { pathname } = useLocation()
  const current = tabs.find(({ to }) => to === pathname.replace(/\/$/, '')) ?? tabs[0]
  return (
    <Page title={`${current.label} · ${texts.person.account}`} heading={texts.person.account}>
      <nav className={styles.tabs} aria-label={texts.person.account}>
        {tabs.map((tab) => (
          <Link
            key={tab.to}
            to={tab.to}
            activeOptions={{ exact: true, includeSearch: false }}
            className={classNames(styles.tab, tab === current && styles.current)}
          >
            {tab.label}
          </Link>
        ))}
      </nav>
      <Outlet />
    </Page>
  )
}

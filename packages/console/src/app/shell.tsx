import { useQuery } from '@tanstack/react-query'
import { Outlet, useNavigate } from '@tanstack/react-router'
import { Menu as MenuIcon, WifiOff } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { meQuery, useMe } from '../api/session.ts'
import { IconButton } from '../ui/button.tsx'
import { type Keys, useKeys } from '../ui/keys.tsx'
import { Mark } from '../ui/mark.tsx'
import { nounsOf } from './nouns.ts'
import { Rail } from './rail.tsx'
import styles from './shell.module.css'
import { texts } from './texts.ts'
import { worded } from './worded.ts'

const Notices = lazy(() => worded(['account'], () => import('../features/auth/notices.tsx')))
const Palette = lazy(() => worded(['account', 'audit', 'policies', 'tokens'], () => import('./palette.tsx')))
const Dialog = lazy(() => import('../ui/dialog.tsx').then((module) => ({ default: module.Dialog })))
const KeysHelp = lazy(() => import('./keys-help.tsx'))

type Open = 'palette' | 'keys' | 'rail'

/** `g` and the letter of a noun lead to it. */
function useGoing(): Keys {
  const me = useMe()
  const navigate = useNavigate()
  return Object.fromEntries(nounsOf(me).map(({ key, to }) => [`g ${key}`, () => void navigate({ to })]))
}

/** Around every page for which one is signed in. */
export default function Shell() {
  const [open, setOpen] = useState<Open>()
  const me = useQuery(meQuery)
  const close = () => setOpen(undefined)
  useKeys({
    'mod+k': () => setOpen((now) => (now === 'palette' ? undefined : 'palette')),
    '?': () => setOpen('keys'),
    ...useGoing(),
  })
  const silent = me.failureCount > 0 && me.failureReason !== null
  const rail = <Rail onPalette={() => setOpen('palette')} onKeys={() => setOpen('keys')} onLeave={close} />

  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip}>
        {texts.skip}
      </a>
      <aside className={styles.rail}>{rail}</aside>
      <header className={styles.bar}>
        <IconButton label={texts.menu} plain onClick={() => setOpen('rail')} aria-haspopup="dialog">
          <MenuIcon size={18} aria-hidden />
        </IconButton>
        <Mark size={22} />
        <span className={styles.barName}>Sallyport</span>
      </header>
      <div className={styles.content}>
        <div role="status">
          {silent && (
            <p className={styles.offline}>
              <WifiOff size={15} aria-hidden />
              {texts.offline}
            </p>
          )}
        </div>
        {me.data !== undefined && me.data.notices.length > 0 && (
          <Suspense>
            <Notices />
          </Suspense>
        )}
        <main id="main" tabIndex={-1} className={styles.main}>
          <Outlet />
        </main>
      </div>
      <Suspense>
        {open === 'rail' && (
          <Dialog open shape="left" title={texts.menu} onClose={close}>
            {rail}
          </Dialog>
        )}
        {open === 'palette' && <Palette onClose={close} onKeys={() => setOpen('keys')} />}
        {open === 'keys' && <KeysHelp onClose={close} />}
      </Suspense>
    </div>
  )
}

import { ChevronsUpDown } from 'lucide-react'
import { lazy } from 'react'
import { useMe } from '../api/session.ts'
import { list } from '../ui/language.ts'
import { MenuButton } from '../ui/menu-button.tsx'
import styles from './person-menu.module.css'
import { texts } from './texts.ts'

const PersonMenuItems = lazy(() => import('./person-menu-items.tsx'))

export function PersonMenu({ onKeys }: { readonly onKeys: () => void }) {
  const me = useMe()
  return (
    <MenuButton
      side="top"
      align="start"
      items={<PersonMenuItems email={me.email} onKeys={onKeys} />}
      button={(props) => (
        <button type="button" {...props} className={styles.person} aria-label={texts.person.label(me.name)}>
          <span className={styles.initials} aria-hidden="true">
            {initials(me.name)}
          </span>
          <span className={styles.words}>
            <span className={styles.name}>{me.name}</span>
            <span className={styles.roles}>{list(me.roles)}</span>
          </span>
          <ChevronsUpDown size={14} aria-hidden />
        </button>
      )}
    />
  )
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) =>
    (word ?? '').slice(0, 1),
  )
  return letters.join('').toUpperCase()
}

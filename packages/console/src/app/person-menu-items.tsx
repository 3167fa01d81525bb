import { Keyboard, LogOut, Monitor, Moon, Sun } from 'lucide-react'
import { MenuChoice, MenuItem, MenuLine } from '../ui/menu.tsx'
import styles from './person-menu.module.css'
import { texts } from './texts.ts'
import { setTheme, themes, useTheme } from './theme.ts'
import { useSignOut } from './use-sign-out.ts'

const themeIcons = { system: Monitor, light: Sun, dark: Moon } as const

export interface PersonMenuItemsProps {
  readonly email: string
  readonly onKeys: () => void
}

export default function PersonMenuItems({ email, onKeys }: PersonMenuItemsProps) {
  const theme = useTheme()
  const leave = useSignOut()
  return (
    <>
      <p className={styles.email}>{email}</p>
      <MenuLine />
      <MenuChoice
        label={texts.person.theme}
        value={theme}
        options={themes.map((value) => {
          const Icon = themeIcons[value]
          return { value, label: texts.person.themes[value], icon: <Icon size={15} aria-hidden /> }
        })}
        onChange={setTheme}
      />
      <MenuLine />
      <MenuItem icon={<Keyboard size={15} aria-hidden />} onSelect={onKeys}>
        {texts.person.keys}
      </MenuItem>
      <MenuItem icon={<LogOut size={15} aria-hidden />} onSelect={leave}>
        {texts.person.signOut}
      </MenuItem>
    </>
  )
}

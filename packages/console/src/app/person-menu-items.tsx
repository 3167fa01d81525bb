import { useNavigate } from '@tanstack/react-router'
import { Keyboard, Languages, LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react'
import { language, languageNames, setLanguage } from '../ui/language.ts'
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
  const navigate = useNavigate()
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
      <MenuChoice
        label={texts.person.language}
        value={language}
        options={(['en', 'es'] as const).map((value) => ({
          value,
          label: languageNames[value],
          icon: <Languages size={15} aria-hidden />,
        }))}
        onChange={setLanguage}
      />
      <MenuLine />
      <MenuItem icon={<UserRound size={15} aria-hidden />} onSelect={() => void navigate({ to: '/account' })}>
        {texts.person.account}
      </MenuItem>
      <MenuItem icon={<Keyboard size={15} aria-hidden />} onSelect={onKeys}>
        {texts.person.keys}
      </MenuItem>
      <MenuItem icon={<LogOut size={15} aria-hidden />} onSelect={leave}>
        {texts.person.signOut}
      </MenuItem>
    </>
  )
}

import { useNavigate } from '@tanstack/react-router'
import { Keyboard, Languages, LogOut, Monitor, Moon, Plus, Sun, UserRound } from 'lucide-react'
import { useMe, whyNot } from '../api/session.ts'
import { useAuditCommands } from '../features/audit/use-audit-commands.ts'
import { useAccountCommands } from '../features/auth/use-account-commands.ts'
import { usePolicyCommands } from '../features/policies/use-policy-commands.ts'
import { useTokenCommands } from '../features/tokens/use-token-commands.ts'
import { useUserCommands } from '../features/users/use-user-commands.ts'
import { type Language, language, languageNames, setLanguage } from '../ui/language.ts'
import type { Command, CommandGroup } from './find-commands.ts'
import { nounsOf } from './nouns.ts'
import { texts } from './texts.ts'
import { setTheme, themes } from './theme.ts'
import { useSignOut } from './use-sign-out.ts'

const { palette, person } = texts
const themeIcons = { system: Monitor, light: Sun, dark: Moon } as const

/** All that can be gone to or done, by what it is. */
export function useCommands(typed: string, onKeys: () => void): readonly CommandGroup[] {
  const policies = usePolicyCommands()
  const views = useAuditCommands()
  const people = useUserCommands(typed)
  const account = useAccountCommands()
  const tokens = useTokenCommands()
  return [
    { id: 'pages', title: palette.groups.pages, commands: usePages() },
    { id: 'people', title: palette.groups.people, commands: people, found: true },
    { id: 'policies', title: palette.groups.policies, commands: policies },
    { id: 'views', title: palette.groups.views, commands: views },
    { id: 'actions', title: palette.groups.actions, commands: useActions(onKeys) },
    { id: 'account', title: person.account, commands: [...account, ...tokens] },
    { id: 'settings', title: palette.groups.settings, commands: useSettings() },
  ]
}

function usePages(): readonly Command[] {
  const me = useMe()
  const navigate = useNavigate()
  return [
    ...nounsOf(me).map(({ id, label, icon, to }) => ({ id, label, icon, run: () => void navigate({ to }) })),
    { id: 'account', label: person.account, icon: UserRound, run: () => void navigate({ to: '/account' }) },
  ]
}

function useActions(onKeys: () => void): readonly Command[] {
  const me = useMe()
  const navigate = useNavigate()
  const leave = useSignOut()
  const mayInvite = whyNot(me, 'users.create') === undefined && whyNot(me, 'users.read') === undefined
  const mayCreate = whyNot(me, 'policies.create') === undefined
  const create = {
    id: 'new-policy',
    label: palette.newPolicy,
    icon: Plus,
    run: () => void navigate({ to: '/policies/new' }),
  }
  const invite = {
    id: 'invite',
    label: palette.invite,
    icon: Plus,
    run: () => void navigate({ to: '/access/users', search: { invite: true } }),
  }
  return [
    ...(mayCreate ? [create] : []),
    ...(mayInvite ? [invite] : []),
    { id: 'keys', label: person.keys, icon: Keyboard, run: onKeys },
    { id: 'sign-out', label: person.signOut, icon: LogOut, run: leave },
  ]
}

function useSettings(): readonly Command[] {
  const others = (Object.keys(languageNames) as Language[]).filter((one) => one !== language)
  return [
    ...themes.map((theme) => ({
      id: `theme-${theme}`,
      label: palette.theme(person.themes[theme]),
      icon: themeIcons[theme],
      run: () => setTheme(theme),
    })),
    ...others.map((one) => ({
      id: `language-${one}`,
      label: palette.language(languageNames[one]),
      icon: Languages,
      run: () => setLanguage(one),
    })),
  ]
}

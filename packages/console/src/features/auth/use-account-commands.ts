import { useNavigate } from '@tanstack/react-router'
import { KeyRound, type LucideIcon, MonitorSmartphone, RectangleEllipsis } from 'lucide-react'
import { texts } from './account-texts.ts'

export interface AccountCommand {
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly icon: LucideIcon
  readonly run: () => void
}

/** For the palette: what one does with one's own account. */
export function useAccountCommands(): readonly AccountCommand[] {
  const navigate = useNavigate()
  const { commands } = texts
  const { hint } = commands
  return [
    {
      id: 'change-password',
      label: commands.password,
      hint,
      icon: RectangleEllipsis,
      run: () => void navigate({ to: '/account', search: { open: 'password' } }),
    },
    {
      id: 'add-passkey',
      label: commands.passkey,
      hint,
      icon: KeyRound,
      run: () => void navigate({ to: '/account', search: { open: 'passkey' } }),
    },
    {
      id: 'own-sessions',
      label: commands.sessions,
      hint,
      icon: MonitorSmartphone,
      run: () => void navigate({ to: '/account/sessions' }),
    },
  ]
}

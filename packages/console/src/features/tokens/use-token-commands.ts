import { useNavigate } from '@tanstack/react-router'
import { KeySquare, type LucideIcon, Plus } from 'lucide-react'
import { texts } from './texts.ts'

export interface TokenCommand {
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly icon: LucideIcon
  readonly run: () => void
}

/** For the palette. */
export function useTokenCommands(): readonly TokenCommand[] {
  const navigate = useNavigate()
  const { hint, tokens, create } = texts.commands
  return [
    {
      id: 'own-tokens',
      label: tokens,
      hint,
      icon: KeySquare,
      run: () => void navigate({ to: '/account/tokens' }),
    },
    {
      id: 'new-token',
      label: create,
      hint,
      icon: Plus,
      run: () => void navigate({ to: '/account/tokens', search: { new: true } }),
    },
  ]
}

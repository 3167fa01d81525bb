import { type LucideIcon, ShieldCheck } from 'lucide-react'
import { texts } from './texts.ts'

export interface Noun {
  readonly id: keyof typeof texts.nouns
  readonly label: string
  readonly icon: LucideIcon
  readonly to: '/policies'
}

/**
 * The rail. Only what exists; their order is fixed: overview, policies, access, resources, sessions, audit, settings.
 */
export const nouns: readonly Noun[] = [
  { id: 'policies', label: texts.nouns.policies, icon: ShieldCheck, to: '/policies' },
]

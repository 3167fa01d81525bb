import { Activity, type LucideIcon, ScrollText, ShieldCheck, Users } from 'lucide-react'
import { whyNot } from '../api/session.ts'
import type { Me } from '../api/types.ts'
import { texts } from './texts.ts'

export interface Noun {
  readonly id: keyof typeof texts.nouns
  readonly label: string
  readonly icon: LucideIcon
  /** After `g` it leads there. */
  readonly key: string
  readonly to: '/' | '/policies' | '/access/users' | '/audit'
  /** Without it there is nothing to see behind the link. */
  readonly needs?: `${string}.read`
}

/**
 * The rail. Only what exists; their order is fixed: overview, policies, access, resources, sessions, audit, settings.
 */
const nouns: readonly Noun[] = [
  { id: 'overview', key: 'o', label: texts.nouns.overview, icon: Activity, to: '/' },
  {
    id: 'policies',
    key: 'p',
    label: texts.nouns.policies,
    icon: ShieldCheck,
    to: '/policies',
    needs: 'policies.read',
  },
  { id: 'users', key: 'u', label: texts.nouns.users, icon: Users, to: '/access/users', needs: 'users.read' },
  { id: 'audit', key: 'a', label: texts.nouns.audit, icon: ScrollText, to: '/audit' },
]

/** The nouns of which this person may see something. */
export function nounsOf(me: Me): readonly Noun[] {
  return nouns.filter(({ needs }) => needs === undefined || whyNot(me, needs) === undefined)
}

import {
  Fingerprint,
  FolderLock,
  KeyRound,
  type LucideIcon,
  MonitorDot,
  Network,
  Webhook,
} from 'lucide-react'
import type { Policy } from '../../api/types.ts'
import type { Tone } from '../../ui/tone.ts'

export type PolicyType = Policy['type']

/** In the order of the page. */
export const policyTypes: readonly PolicyType[] = ['access', 'network', 'session', 'acl', 'rest', 'oidc']

export const typeIcons: Readonly<Record<PolicyType, LucideIcon>> = {
  access: KeyRound,
  network: Network,
  session: MonitorDot,
  acl: FolderLock,
  rest: Webhook,
  oidc: Fingerprint,
}

export const typeTone = (type: PolicyType): Tone => `type-${type}`

import { Ban, Check, ClipboardCheck, Minus, type LucideIcon } from 'lucide-react'
import type { Policy } from '../../api/types.ts'
import type { Tone } from '../../ui/tone.ts'

type Effect = 'allow' | 'deny' | 'oblige'

export const effectLooks: Readonly<
  Record<Effect | 'none', { readonly icon: LucideIcon; readonly tone: Tone }>
> = {
  allow: { icon: Check, tone: 'allow' },
  deny: { icon: Ban, tone: 'deny' },
  oblige: { icon: ClipboardCheck, tone: 'oblige' },
  none: { icon: Minus, tone: 'off' },
}

/** The rules as people read them, each with what its statement does; a documented rule does nothing. */
export function rulesWithEffects(policy: Policy): readonly { text: string; effect: Effect | undefined }[] {
  const effects = new Map(
    (policy.statements ?? []).map((statement) => [statement['label'], statement['effect']]),
  )
  return policy.rules.map((text) => ({ text, effect: effects.get(text) }))
}

import { describePolicy, type Kind, type Obligation, type Policy as EnginePolicy } from '@sallyport/engine'
import { Ban, CircleCheck, ClipboardCheck, DoorOpen, type LucideIcon, ShieldAlert } from 'lucide-react'
import type { Tone } from '../../ui/tone.ts'
import { texts } from './sentence-words.ts'

/** A statement as people read it. */
export interface Sentence {
  readonly id: string
  readonly kind: Kind
  /** The statement's own words: what a refused person is told. */
  readonly label: string
  readonly sentence: string
  readonly refuses: boolean
  readonly obligations: readonly Obligation[]
}

/** The engine's own words for a policy, in the reader's language; nothing for what isn't a policy yet. */
export function sentencesOf(policy: unknown): readonly Sentence[] | undefined {
  try {
    const known = policy as EnginePolicy
    const described = describePolicy(known, {}, texts)
    return (known.statements ?? []).map((statement, index) => {
      const { kind = 'Duty', sentence = '' } = described[index] ?? {}
      return {
        id: statement.id,
        kind,
        label: statement.label,
        sentence,
        refuses: statement.effect === 'deny',
        obligations: statement.effect === 'oblige' ? [] : (statement.obligations ?? []),
      }
    })
  } catch {
    return undefined
  }
}

export const kindLooks: Readonly<Record<Kind, { readonly icon: LucideIcon; readonly tone: Tone }>> = {
  Requirement: { icon: ShieldAlert, tone: 'deny' },
  Block: { icon: Ban, tone: 'deny' },
  Exception: { icon: DoorOpen, tone: 'allow' },
  Grant: { icon: CircleCheck, tone: 'allow' },
  Duty: { icon: ClipboardCheck, tone: 'oblige' },
}

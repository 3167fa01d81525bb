import { LifeBuoy, type LucideIcon, Smartphone } from 'lucide-react'
import type { AuthToken } from '../../api/types.ts'
import { redeemRecoveryCode, verifyTotp } from './calls.ts'
import { texts } from './texts.ts'

/** A way to confirm a pending sign-in by typing something. */
export interface CodeMethod {
  readonly kind: 'code'
  readonly icon: LucideIcon
  readonly lead: string
  readonly field: string
  /** As another way, below the form of the present one. */
  readonly choice: string
  readonly wrong: string
  readonly input: {
    readonly inputMode: 'numeric' | 'text'
    readonly autoComplete: string
    readonly maxLength: number
  }
  readonly verify: (body: { login: string; code: string }) => Promise<AuthToken>
}

/** By the server's name for it. The server gives the order; one that isn't here isn't offered. */
export const methods: Readonly<Record<string, CodeMethod>> = {
  totp: {
    kind: 'code',
    icon: Smartphone,
    lead: texts.code.totp.lead,
    field: texts.code.totp.field,
    choice: texts.code.totp.choice,
    wrong: texts.code.wrong,
    input: { inputMode: 'numeric', autoComplete: 'one-time-code', maxLength: 7 },
    verify: verifyTotp,
  },
  recovery: {
    kind: 'code',
    icon: LifeBuoy,
    lead: texts.code.recovery.lead,
    field: texts.code.recovery.field,
    choice: texts.code.recovery.choice,
    wrong: texts.code.wrongRecovery,
    input: { inputMode: 'text', autoComplete: 'off', maxLength: 64 },
    verify: redeemRecoveryCode,
  },
}

import { KeyRound, LifeBuoy, type LucideIcon, Smartphone } from 'lucide-react'
import type { AuthToken } from '../../api/types.ts'
import { redeemRecoveryCode, verifyTotp } from './calls.ts'
import { texts as passkeyTexts } from './passkey-texts.ts'
import { passkeyBar } from './passkeys.ts'
import type { Step } from './sign-in-flow.ts'
import { texts } from './texts.ts'

/** A pending sign-in to be confirmed, and where that leads. */
export interface Confirmation {
  readonly login: string
  readonly onStep: (step: Step) => void
  readonly onExpired: () => void
}

interface Choice {
  readonly icon: LucideIcon
  /** As another way, below the form of the present one. */
  readonly choice: string
}

/** A way to confirm a pending sign-in by typing something. */
export interface CodeMethod extends Choice {
  readonly kind: 'code'
  readonly lead: string
  readonly field: string
  readonly wrong: string
  readonly input: {
    readonly inputMode: 'numeric' | 'text'
    readonly autoComplete: string
    readonly maxLength: number
  }
  readonly verify: (body: { login: string; code: string }) => Promise<AuthToken>
}

export interface PasskeyMethod extends Choice {
  readonly kind: 'passkey'
}

export interface KnownMethod {
  readonly id: string
  readonly method: CodeMethod | PasskeyMethod
}

/** By the server's name for it. */
const methods: Readonly<Record<string, CodeMethod | PasskeyMethod>> = {
  webauthn: { kind: 'passkey', icon: KeyRound, choice: passkeyTexts.confirm.choice },
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

/** The server gives the order; a method that isn't known here isn't offered. */
export function knownMethods(offered: readonly string[]): readonly KnownMethod[] {
  return offered.flatMap((id) => {
    const method = methods[id]
    return method ? [{ id, method }] : []
  })
}

/** The first that works in this browser, at this address. */
export function firstUsable(known: readonly KnownMethod[]): KnownMethod | undefined {
  const barred = passkeyBar() !== undefined
  return known.find(({ method }) => !(barred && method.kind === 'passkey')) ?? known[0]
}

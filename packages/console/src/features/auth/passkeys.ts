import type * as Browser from '@simplewebauthn/browser'
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser'

/** Why the browser gave no passkey. It tells no more than this, so that pages can't find out which keys are there. */
export type PasskeyTrouble = 'cancelled' | 'known' | 'unfit' | 'failed' | PasskeyBar
/** What bars every passkey on this page: the browser, or the page's address. */
export type PasskeyBar = 'unsupported' | 'address'

export class PasskeyFault extends Error {
  readonly trouble: PasskeyTrouble

  constructor(trouble: PasskeyTrouble, options?: ErrorOptions) {
    super(`passkey: ${trouble}`, options)
    this.trouble = trouble
  }
}

/** Whether passkeys can't work here at all; nothing if they can. */
export function passkeyBar(
  page: { hostname: string } = location,
  has: { PublicKeyCredential?: unknown } = globalThis,
): PasskeyBar | undefined {
  // Passkeys are made for names: browsers refuse 192.0.2.1 and [2001:db8::1].
  if (/^[\d.]+$|^\[/.test(page.hostname)) return 'address'
  return typeof has.PublicKeyCredential === 'function' ? undefined : 'unsupported'
}

const load = (): Promise<typeof Browser> => import('@simplewebauthn/browser')

/** Asked for ahead of the click: some browsers forget that somebody clicked while a script is on its way. */
export function preparePasskeys(): void {
  if (passkeyBar() === undefined) void load().catch(() => undefined)
}

/** Asks the browser for one of the passkeys it finds. Throws a `PasskeyFault`. */
export function askForPasskey(options: object, signal: AbortSignal): Promise<AuthenticationResponseJSON> {
  const optionsJSON = options as PublicKeyCredentialRequestOptionsJSON
  return prompt(signal, (browser) => browser.startAuthentication({ optionsJSON }))
}

/** Offers passkeys where the browser suggests e-mail addresses; answers when one is chosen, which may be never. */
export function suggestPasskeys(options: object, signal: AbortSignal): Promise<AuthenticationResponseJSON> {
  const optionsJSON = options as PublicKeyCredentialRequestOptionsJSON
  return prompt(signal, (browser) =>
    browser.startAuthentication({ optionsJSON, useBrowserAutofill: true, verifyBrowserAutofillInput: false }),
  )
}

export async function canSuggestPasskeys(): Promise<boolean> {
  if (passkeyBar() !== undefined) return false
  return (await load()).browserSupportsWebAuthnAutofill()
}

/** Asks the browser to make a passkey. Throws a `PasskeyFault`. */
export function makePasskey(options: object, signal: AbortSignal): Promise<RegistrationResponseJSON> {
  const optionsJSON = options as PublicKeyCredentialCreationOptionsJSON
  return prompt(signal, (browser) => browser.startRegistration({ optionsJSON }))
}

async function prompt<Answer>(
  signal: AbortSignal,
  ask: (browser: typeof Browser) => Promise<Answer>,
): Promise<Answer> {
  const bar = passkeyBar()
  if (bar !== undefined) throw new PasskeyFault(bar)
  const browser = await load()
  if (signal.aborted) throw new PasskeyFault('cancelled')
  const cancel = () => browser.WebAuthnAbortService.cancelCeremony()
  signal.addEventListener('abort', cancel)
  try {
    return await ask(browser)
  } catch (error) {
    throw new PasskeyFault(troubleOf(error), { cause: error })
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

const troubles: Readonly<Record<string, PasskeyTrouble>> = {
  // Also for a question that ran out of time, and for keys that don't fit.
  NotAllowedError: 'cancelled',
  AbortError: 'cancelled',
  InvalidStateError: 'known',
  SecurityError: 'address',
  NotSupportedError: 'unfit',
  ConstraintError: 'unfit',
}

/** By the name of the browser's error, which is all that WebAuthn promises. */
export function troubleOf(error: unknown): PasskeyTrouble {
  return (error instanceof Error ? troubles[error.name] : undefined) ?? 'failed'
}

import { expect, type CDPSession, type Page } from '@playwright/test'
import type { House } from './house.ts'
import { inside, invite, password } from './people.ts'

/** A key in the browser of `page`, made by Chromium itself; WebAuthn answers with it as with a real one. */
export interface VirtualKey {
  /** Whether its owner gives the finger or PIN that it asks for. */
  readonly verifies: (verifies: boolean) => Promise<void>
  /** Whether its owner touches it when it is asked from now on. Without, the browser goes on waiting. */
  readonly touches: (touches: boolean) => Promise<void>
  readonly credentials: () => Promise<readonly VirtualCredential[]>
  /** The same credential with another counter, as a copy of the key would have it. */
  readonly copyWithCounter: (signCount: number) => Promise<void>
  /** Takes it out and puts another one in. */
  readonly swap: (kind: KindOfKey) => Promise<void>
}

export interface VirtualCredential {
  readonly credentialId: string
  readonly signCount: number
  readonly isResidentCredential: boolean
  readonly rpId?: string
  readonly privateKey: string
  readonly userHandle?: string
  readonly backupEligibility?: boolean
  readonly backupState?: boolean
}

export interface KindOfKey {
  /** A security key on USB, in place of what the device itself keeps. */
  readonly usb?: boolean
  /** Copied to its owner's other devices. */
  readonly synced?: boolean
}

export async function plugInKey(page: Page, kind: KindOfKey = {}): Promise<VirtualKey> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await page.addInitScript(countSuggestions)
  let authenticatorId = await add(cdp, kind)
  const credentials = async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials
  return {
    credentials,
    verifies: async (isUserVerified) => {
      await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
    },
    touches: async (enabled) => {
      await cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })
    },
    copyWithCounter: async (signCount) => {
      for (const credential of await credentials()) {
        const { credentialId } = credential
        await cdp.send('WebAuthn.removeCredential', { authenticatorId, credentialId })
        await cdp.send('WebAuthn.addCredential', {
          authenticatorId,
          credential: { ...credential, signCount },
        })
      }
    },
    swap: async (other) => {
      await cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })
      authenticatorId = await add(cdp, other)
    },
  }
}

/** In the browser: how often passkeys were suggested, for tests that have to wait until they are. */
function countSuggestions(): void {
  const { credentials } = navigator
  const get = credentials.get.bind(credentials)
  credentials.get = (options) => {
    const { dataset } = document.documentElement
    if (options?.mediation === 'conditional')
      dataset['suggested'] = String(Number(dataset['suggested'] ?? 0) + 1)
    return get(options)
  }
}

/** Waits until the browser suggests passkeys for the nth time on this page. */
export const suggested = (page: Page, times: number) =>
  expect(page.locator('html')).toHaveAttribute('data-suggested', String(times))

async function add(cdp: CDPSession, { usb = false, synced = false }: KindOfKey): Promise<string> {
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: usb ? 'usb' : 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      defaultBackupEligibility: synced,
      defaultBackupState: synced,
    },
  })
  return authenticatorId
}

export const setUp = 'Set up a passkey'
export const alone = 'Sign in with a passkey'
export const use = 'Use your passkey'
export const waiting = 'Waiting for your passkey.'

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** An invited person, up to the factor that must be set up. */
export async function join(page: Page, house: House, roles: readonly string[]) {
  const { email, name, invitation } = await invite(house, roles)
  await page.goto(invitation.url)
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await press(page, 'Join and sign in')
  await expect(page.getByRole('heading', { name: 'Set up a second factor' })).toBeVisible()
  return { email }
}

/** Signed in, with a passkey that answers when it is touched; untouched until then. */
export async function holder(page: Page, house: House, roles: readonly string[] = ['Viewer']) {
  const key = await plugInKey(page)
  const { email } = await join(page, house, roles)
  await press(page, setUp)
  const listed = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
  await expect(listed).toHaveCount(10)
  const codes = await listed.allInnerTexts()
  await page.getByLabel('I have kept them somewhere safe').check()
  await press(page, 'Continue')
  await inside(page)
  await key.touches(false)
  return { email, key, codes }
}

/** To the sign-in page, with the browser's suggestions open and nobody touching the key. */
export async function signOut(page: Page): Promise<void> {
  await page.context().clearCookies()
  await page.goto('/sign-in')
  await suggested(page, 1)
}

/** Presses what asks for a passkey, and touches it. */
export async function pressAndTouch(page: Page, key: VirtualKey, name: string): Promise<void> {
  await key.touches(true)
  await press(page, name)
}

/** Takes the browser's question back; on the sign-in page the suggestions open again, for an untouched key. */
export async function takeBack(page: Page): Promise<void> {
  await press(page, 'Cancel')
  await suggested(page, 2)
  await expect(page.getByText('No passkey was used')).toBeVisible()
}

import { type APIRequestContext, expect, type Page } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import type { House } from './house.ts'

export const password = 'seven quiet otters in a row'

/** An authenticator app: never shows the same code twice, and waits for a new one when it must. */
export class App {
  private last = 0
  private readonly totp: TOTP

  constructor(secret: string) {
    this.totp = new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 })
  }

  /**
   * The server allows a step of drift either side, so three codes can be used within one. Late in a step the one before
   * could be too old when it arrives.
   */
  async code(): Promise<string> {
    const now = () => Math.floor(Date.now() / 30_000)
    while (this.last >= now() + 1) await new Promise((resolve) => setTimeout(resolve, 500))
    const isLate = Date.now() % 30_000 > 15_000
    this.last = Math.max(this.last + 1, isLate ? now() : now() - 1)
    return this.totp.generate({ timestamp: this.last * 30_000 })
  }
}

export interface Person {
  readonly email: string
  readonly name: string
  readonly app: App
  readonly recoveryCodes: readonly string[]
}

let invited = 0

export async function invite(house: House, roles: readonly string[], name = 'Grace Hopper') {
  invited += 1
  const email = `person-${invited}-${Date.now().toString(36)}@example.org`
  const { invitation } = (await house.ask('POST', '/api/users', { email, name, roles })) as {
    invitation: { token: string; url: string }
  }
  return { email, name, invitation }
}

/** Somebody with these roles, a password and an authenticator app; signed in where `browser` keeps its cookies. */
export async function enrol(
  house: House,
  browser: APIRequestContext,
  roles: readonly string[],
  called?: string,
): Promise<Person> {
  const { email, name, invitation } = await invite(house, roles, called)
  const post = async (path: string, data: object): Promise<Record<string, unknown>> => {
    const headers = { 'x-session': 'cookie', origin: house.url }
    const response = await browser.post(house.url + path, { data, headers })
    const body = (await response.json()) as Record<string, unknown>
    // That a factor must be set up first is said with 401, as signing in says it.
    if (!response.ok() && body['code'] !== 'factor-enrolment-required') {
      throw new Error(`${path}: ${response.status()} ${JSON.stringify(body)}`)
    }
    return body
  }
  const { login } = await post('/api/auth/register', { email, name, password, invitation: invitation.token })
  const { id, secret } = await post('/api/auth/factors', { type: 'totp', login })
  const app = new App(String(secret))
  const confirmed = await post(`/api/auth/factors/${String(id)}/confirm`, { login, code: await app.code() })
  return { email, name, app, recoveryCodes: confirmed['recovery_codes'] as string[] }
}

/** Fills in the first step of signing in and sends it. */
export async function givePassword(page: Page, email: string, secret = password): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(secret)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

export async function giveCode(page: Page, code: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Code', exact: true }).fill(code)
  await page.getByRole('button', { name: 'Continue' }).click()
}

/** Signed in, and on the page that one comes to first. */
export const inside = (page: Page) => expect(page).toHaveTitle('Overview · Sallyport')

import { createServer, request as forward, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  alone,
  holder,
  join,
  plugInKey,
  press,
  pressAndTouch,
  setUp,
  signOut,
  takeBack,
  use,
  waiting,
} from './passkeys.ts'
import { enrol, giveCode, givePassword, inside, password } from './people.ts'
import { expect, expectAccessible, test } from './sallyport.ts'

test.describe('a question that is not answered', () => {
  test('is taken back by Cancel, told calmly, and asked again', async ({ house, page }) => {
    const { key } = await holder(page, house)
    await signOut(page)
    await page.getByLabel('E-mail').fill('typed@example.org')
    await page.getByLabel('Password', { exact: true }).fill('typed too')
    await press(page, alone)
    await takeBack(page)
    await expect(page.getByRole('button', { name: alone })).toBeFocused()
    await expectAccessible(page)
    await expect(page.getByLabel('E-mail')).toHaveValue('typed@example.org')
    await expect(page.getByLabel('Password', { exact: true })).toHaveValue('typed too')
    await pressAndTouch(page, key, alone)
    await inside(page)
  })

  test('by an owner whom the key can’t verify leaves the other ways open', async ({ house, page }) => {
    const { email, key, codes } = await holder(page, house)
    await signOut(page)
    await key.verifies(false)
    await pressAndTouch(page, key, alone)
    await expect(page.getByText('No passkey was used')).toBeVisible()
    await givePassword(page, email)
    await press(page, use)
    await expect(page.getByText('No passkey was used')).toBeVisible()
    await expectAccessible(page)
    await press(page, 'Use a recovery code')
    await page.getByLabel('Recovery code').fill(codes[0] ?? '')
    await press(page, 'Continue')
    await expect(page).toHaveURL(/\/enrol$/)
  })

  test('at enrolment changes nothing, and an app is still a way', async ({ house, page }) => {
    const key = await plugInKey(page)
    await key.touches(false)
    await join(page, house, [])
    await press(page, setUp)
    await expect(page.getByText(waiting)).toBeVisible()
    await press(page, 'Cancel')
    await expect(page.getByText('No passkey was made')).toBeVisible()
    await expectAccessible(page)
    await press(page, 'Use an authenticator app instead')
    await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible()
    expect(await key.credentials()).toEqual([])
  })
})

test('a copy of a passkey is refused, and its owner is told', async ({ house, page }) => {
  // Chromium's key would take every suggestion at once, again and again.
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false)
  })
  const { email, key, codes } = await holder(page, house)
  await page.context().clearCookies()
  await page.goto('/sign-in')
  await pressAndTouch(page, key, alone)
  await inside(page)

  await page.context().clearCookies()
  await page.goto('/sign-in')
  await key.copyWithCounter(0)
  await press(page, alone)
  await expect(page.getByRole('alert')).toContainText('This passkey can’t sign you in.')
  await expectAccessible(page)

  await givePassword(page, email)
  await key.copyWithCounter(0)
  await press(page, use)
  await expect(page.getByRole('alert')).toHaveText(/This passkey was not accepted/)
  await expectAccessible(page)

  await press(page, 'Use a recovery code')
  await page.getByLabel('Recovery code').fill(codes[0] ?? '')
  await press(page, 'Continue')
  await expect(page).toHaveURL(/\/enrol$/)
  const { notices } = (await (await page.request.get('/api/auth/me')).json()) as {
    notices: { text: string }[]
  }
  expect(notices.map(({ text }) => text).join()).toContain(
    'what looks like a copy of your passkey “Linux computer”',
  )
})

test.describe('at another address', () => {
  let proxy: Server
  let elsewhereUrl: string
  test.beforeAll(async ({ house }) => {
    const { host, port } = new URL(house.url)
    // As a reverse proxy that does not tell the server what was asked for.
    proxy = createServer((request, response) => {
      const headers = { ...request.headers, host }
      const passed = forward({ port, method: request.method, path: request.url, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      })
      request.pipe(passed)
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    elsewhereUrl = `http://localhost:${(proxy.address() as AddressInfo).port}`
  })
  test.afterAll(() => new Promise((resolve) => proxy.close(resolve)))

  test('people are led to the one that is configured', async ({ house, page }) => {
    await page.goto(house.url.replace('localhost', '127.0.0.1') + '/sign-in')
    await expect(page).toHaveURL(`${house.url}/sign-in`)
  })

  test('where they can’t be led, the page says where passkeys and passwords work', async ({
    house,
    page,
  }) => {
    await plugInKey(page)
    await page.goto(`${elsewhereUrl}/sign-in`)
    await press(page, alone)
    await expect(page.getByRole('alert')).toContainText('This page was opened at another address')
    await expectAccessible(page)
    await givePassword(page, 'ada@example.org')
    await expect(page.getByRole('link', { name: `Open ${house.url}` })).toHaveCount(2)
    await page
      .getByRole('link', { name: `Open ${house.url}` })
      .first()
      .click()
    await expect(page).toHaveURL(`${house.url}/sign-in`)
  })

  test('an answer that was made for it is refused, alone and as second factor, and written down', async ({
    house,
    page,
  }) => {
    const { email, key } = await holder(page, house)
    await key.touches(true)
    await page.goto(`${elsewhereUrl}/favicon.ico`)
    const relay = async (options: string, verify: string, login: object) => {
      const { challenge } = (await (await post(options, login)).json()) as { challenge: string }
      const response = await page.evaluate(answerTo, challenge)
      return (await post(verify, { ...login, response })).json()
    }
    // Who stands in between says to the server what its own pages would.
    const post = (path: string, data: object) =>
      page.request.post(house.url + path, { data, headers: { origin: house.url, 'x-session': 'cookie' } })
    expect(await relay('/api/auth/passkey/options', '/api/auth/passkey/verify', {})).toMatchObject({
      code: 'invalid-credentials',
      detail: 'This passkey can’t sign you in',
    })
    const { login } = (await (await post('/api/auth/login', { email, password })).json()) as { login: string }
    expect(
      await relay('/api/auth/mfa/webauthn/options', '/api/auth/mfa/webauthn/verify', { login }),
    ).toMatchObject({ code: 'code-invalid' })
    const rows = (await house.ask('GET', '/api/audit-logs?action=login&limit=2')) as { details: string }[]
    for (const { details } of rows) expect(details).toContain(`Unexpected authentication response origin`)
  })
})

/** In the browser: what a page of whatever origin gets of the key. */
async function answerTo(challenge: string): Promise<unknown> {
  const bytes = Uint8Array.from(atob(challenge.replaceAll('-', '+').replaceAll('_', '/')), (one) =>
    one.charCodeAt(0),
  )
  const credential = await navigator.credentials.get({
    publicKey: { challenge: bytes, rpId: 'localhost', userVerification: 'required' },
  })
  return (credential as PublicKeyCredential).toJSON()
}

test('a browser without passkeys says so, and offers what works', async ({ house, page, elsewhere }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'PublicKeyCredential')
  })
  await page.goto('/sign-in')
  const button = page.getByRole('button', { name: alone })
  await expect(button).toHaveAccessibleDescription(/Passkeys need a current browser/)
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  await expectAccessible(page)
  await join(page, house, [])
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Use a passkey instead' })).toHaveAccessibleDescription(
    /Passkeys need a current browser/,
  )
  await expectAccessible(page)

  const person = await enrol(house, elsewhere.request, ['Viewer'])
  await page.goto('/sign-in')
  await givePassword(page, person.email)
  await giveCode(page, await person.app.code())
  await inside(page)
})

test('who is refused with a passkey reads the rule, and comes back to the beginning', async ({
  house,
  page,
}) => {
  const { key } = await holder(page, house, ['Auditor'])
  await house.ask('POST', '/api/policies', {
    name: 'Auditors rest',
    description: '',
    type: 'access',
    target: { roles: ['Auditor'] },
    statements: [
      {
        id: 'rest',
        label: 'Auditors do not work on this day',
        effect: 'deny',
        actions: ['login'],
        resources: ['sign_in'],
        unless: [{ attribute: 'date', operator: 'equals', value: '2099-01-01' }],
      },
    ],
  })
  await signOut(page)
  await pressAndTouch(page, key, alone)
  await expect(page.getByRole('heading', { name: 'Sign-in is not permitted' })).toBeFocused()
  await expect(page.getByRole('alert')).toContainText('Auditors do not work on this day')
  await key.touches(false)
  await press(page, 'Try again')
  await expect(page.getByRole('button', { name: alone })).toBeVisible()
})

import { gzipSync } from 'node:zlib'
import {
  alone,
  holder,
  join,
  plugInKey,
  press,
  pressAndTouch,
  setUp,
  signOut,
  suggested,
  takeBack,
  use,
  waiting,
} from './passkeys.ts'
import { App, givePassword, inside } from './people.ts'
import { expect, expectAccessible, expectNoSideways, test } from './sallyport.ts'

test('a passkey is set up at the first sign-in, with a name and recovery codes, and lets in alone', async ({
  house,
  page,
}) => {
  const key = await plugInKey(page)
  const { email } = await join(page, house, ['Viewer'])
  await expect(page.getByText('A passkey lets you in with your finger')).toBeVisible()
  await expect(page.getByLabel('Name')).toHaveValue('Linux computer')
  await expectAccessible(page)
  await page.getByLabel('Name').fill('Grace’s laptop')
  await press(page, setUp)

  await expect(page.getByRole('heading', { name: 'Keep your recovery codes' })).toBeFocused()
  await expect(page.getByText('“Grace’s laptop” is set up')).toBeVisible()
  await expect(page.getByText('It stays on this one device or key')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')).toHaveCount(10)
  await expectAccessible(page)
  await page.getByLabel('I have kept them somewhere safe').check()
  await press(page, 'Continue')
  await inside(page)
  expect(await key.credentials()).toMatchObject([{ isResidentCredential: true, rpId: 'localhost' }])
  const factors = (await (await page.request.get('/api/auth/factors')).json()) as object[]
  expect(factors).toMatchObject([{ type: 'webauthn', name: 'Grace’s laptop', backed_up: false }])

  await key.touches(false)
  await signOut(page)
  await expectAccessible(page)
  await press(page, alone)
  await expect(page.getByText(waiting)).toBeVisible()
  await expectAccessible(page)
  await takeBack(page)
  await pressAndTouch(page, key, alone)
  await inside(page)
  const me = (await (await page.request.get('/api/auth/me')).json()) as object
  expect(me).toMatchObject({ email, session: { mfa_verified: true, auth_methods: ['hwk', 'user', 'mfa'] } })
})

test('a passkey is suggested where the e-mail is typed, and lets in without a click of ours', async ({
  house,
  page,
}) => {
  const { key } = await holder(page, house)
  await signOut(page)
  await expect(page.getByLabel('E-mail')).toBeFocused()
  await expect(page.getByLabel('E-mail')).toHaveAttribute('autocomplete', 'username webauthn')
  const before = (await key.credentials())[0]?.signCount ?? 0
  // Chromium's key takes the first suggestion as soon as it may.
  await key.touches(true)
  await page.reload()
  await inside(page)
  // One question, one answer: who is in is not asked again.
  expect((await key.credentials())[0]?.signCount).toBe(before + 1)
})

test('a passkey is the second factor after a password; an app and a recovery code are other ways, and lead back', async ({
  house,
  page,
}) => {
  const { email, key } = await holder(page, house)
  await signOut(page)
  await givePassword(page, email)
  await expect(page.getByRole('heading', { name: 'Confirm that it is you' })).toBeFocused()
  await expectAccessible(page)
  await press(page, 'Use a recovery code')
  await page.getByLabel('Recovery code').fill('AAAAA-AAAAA')
  await press(page, 'Use a passkey')
  await press(page, use)
  await expect(page.getByText(waiting)).toBeVisible()
  await expectAccessible(page)
  await press(page, 'Use a recovery code')
  await expect(page.getByLabel('Recovery code')).toHaveValue('AAAAA-AAAAA')
  await press(page, 'Use a passkey')
  await pressAndTouch(page, key, use)
  await inside(page)
})

test('a second passkey gets its own name, and is shown as one that is synced', async ({ house, page }) => {
  const { email, key, codes } = await holder(page, house)
  await signOut(page)
  await givePassword(page, email)
  await press(page, 'Use a recovery code')
  await page.getByLabel('Recovery code').fill(codes[0] ?? '')
  await press(page, 'Continue')
  await expect(page).toHaveURL(/\/enrol$/)
  await expectAccessible(page)
  await key.swap({ synced: true })
  await page.getByLabel('Name').fill('Phone and tablet')
  await press(page, setUp)
  await expect(page.getByRole('heading', { name: 'Your passkey is set up' })).toBeFocused()
  await expect(page.getByText('“Phone and tablet” is set up')).toBeVisible()
  await expect(page.getByText('It is synced')).toBeVisible()
  await expectAccessible(page)
  await press(page, 'Continue')
  await inside(page)
  const factors = (await (await page.request.get('/api/auth/factors')).json()) as object[]
  expect(factors).toMatchObject([
    { name: 'Linux computer', backed_up: false },
    { name: 'Phone and tablet', backup_eligible: true, backed_up: true },
  ])
})

test('a security key is called one, unless its owner said otherwise', async ({ house, page }) => {
  await plugInKey(page, { usb: true })
  await join(page, house, [])
  await press(page, setUp)
  await expect(page.getByText('“Security key” is set up')).toBeVisible()
})

test('an app instead of a passkey: what was typed and the app’s secret are still there on coming back', async ({
  house,
  page,
}) => {
  await join(page, house, ['Viewer'])
  await page.getByLabel('Name').fill('Half a name')
  await press(page, 'Use an authenticator app instead')
  const secret = page.getByRole('button', { name: /Copy secret/ })
  const first = await secret.getAttribute('title')
  await page.getByLabel('The six digits the app shows').fill('12')
  await press(page, 'Use a passkey instead')
  await expect(page.getByLabel('Name')).toHaveValue('Half a name')
  await press(page, 'Use an authenticator app instead')
  await expect(secret).toHaveAttribute('title', first ?? '')
  await expect(page.getByLabel('The six digits the app shows')).toHaveValue('12')
  await page.getByLabel('The six digits the app shows').fill(await new App(first ?? '').code())
  await press(page, 'Confirm')
  await expect(page.getByRole('heading', { name: 'Keep your recovery codes' })).toBeVisible()
})

test('recovery codes are printed with whose they are, and nothing around them', async ({ house, page }) => {
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', '')
  })
  await plugInKey(page)
  const { email } = await join(page, house, [])
  await press(page, setUp)
  await press(page, 'Print')
  await expect(page.locator('html')).toHaveAttribute('data-printed', '')
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText(`Sallyport recovery codes for ${email}`)).toBeVisible()
  await expect(page.getByRole('list', { name: 'Recovery codes' })).toBeVisible()
  for (const hidden of ['Keep your recovery codes', 'Continue', 'I have kept them somewhere safe'])
    await expect(page.getByText(hidden)).toBeHidden()
})

test('a passkey takes nothing but the keyboard, and a finger', async ({ house, page }) => {
  const { key } = await holder(page, house)
  await signOut(page)
  await expect(page.getByLabel('E-mail')).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(page.getByRole('button', { name: alone })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText(waiting)).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByText('No passkey was used')).toBeVisible()
  await suggested(page, 2)
  await key.touches(true)
  await page.keyboard.press('Enter')
  await inside(page)
})

test('at 400 pixels nothing of it sticks out', async ({ house, page }) => {
  await page.setViewportSize({ width: 400, height: 860 })
  const key = await plugInKey(page)
  await key.touches(false)
  await join(page, house, [])
  await press(page, setUp)
  await expectNoSideways(page)
  await press(page, 'Cancel')
  await expectNoSideways(page)
  await pressAndTouch(page, key, setUp)
  await expect(page.getByRole('heading', { name: 'Keep your recovery codes' })).toBeVisible()
  await expectNoSideways(page)
})

test('the sign-in page is under 150 kB of script, and asks for passkeys in a script of its own', async ({
  page,
}) => {
  const scripts = new Map<string, number>()
  page.on('response', (response) => {
    if (response.url().endsWith('.js'))
      void response.body().then((body) => scripts.set(response.url(), gzipSync(body).length))
  })
  await page.goto('/sign-in', { waitUntil: 'networkidle' })
  await expect(page.getByRole('button', { name: alone })).toBeVisible()
  const html = await (await page.request.get('/sign-in')).text()
  const first = [...html.matchAll(/\/assets\/[^"]+\.js/gu)].map(([path]) => path)
  const bytes = [...scripts.values()].reduce((sum, one) => sum + one, 0)
  console.log(`sign-in page: ${(bytes / 1000).toFixed(1)} kB of script, gzipped`)
  expect(bytes).toBeGreaterThan(50_000)
  expect(bytes).toBeLessThan(150_000)
  const prompts = [...scripts.keys()].filter((url) => url.includes('/esm-'))
  expect(prompts).toHaveLength(1)
  expect(first.filter((path) => path.includes('/esm-'))).toEqual([])
})

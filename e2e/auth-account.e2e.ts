import type { Page } from '@playwright/test'
import { holder, plugInKey, press, setUp } from './passkeys.ts'
import { App, enrol, giveCode, givePassword, inside, password } from './people.ts'
import { expect, expectAccessible, expectNoSideways, test } from './sallyport.ts'

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

test.describe('security', () => {
  test('a passkey is added, renamed and removed; the last factor says what goes with it', async ({
    page,
    admin: _admin,
  }) => {
    await plugInKey(page)
    await page.goto('/account')
    const passkeys = section(page, 'Passkeys')
    await expect(passkeys.getByText('You have none yet.')).toBeVisible()
    await expect(section(page, 'Authenticator app').getByRole('listitem')).toHaveCount(1)
    await expectAccessible(page)
    await press(page, 'Add a passkey')
    await expect(page).toHaveURL(/\/account\?open=passkey$/)
    await passkeys.getByLabel('Name').fill('Blue key')
    await expectAccessible(page)
    await press(page, setUp)
    await expect(passkeys.getByText('“Blue key” is set up')).toBeVisible()
    await press(page, 'Done')
    await expect(page.getByRole('button', { name: 'Add a passkey' })).toBeFocused()
    await expect(passkeys.getByText('On one device only')).toBeVisible()

    await passkeys.getByRole('button', { name: 'Rename Blue key' }).click()
    const renaming = page.getByRole('dialog', { name: 'Rename “Blue key”' })
    await renaming.getByLabel('Name').fill(' ')
    await expect(renaming.getByRole('button', { name: 'Save' })).toHaveAccessibleDescription(/enter a name/)
    await renaming.getByLabel('Name').fill('Desk key')
    await expectAccessible(page)
    await page.keyboard.press('Enter')
    await expect(passkeys.getByText('Desk key')).toBeVisible()

    await section(page, 'Authenticator app')
      .getByRole('button', { name: /^Remove/ })
      .click()
    const removal = page.getByRole('dialog')
    await expect(removal.getByText('It is your last second factor')).toHaveCount(0)
    await removal.getByRole('button', { name: 'Remove' }).click()
    await expect(section(page, 'Authenticator app').getByText('You have none.')).toBeVisible()

    await passkeys.getByRole('button', { name: 'Remove Desk key' }).click()
    await expect(removal.getByText('It is your last second factor')).toBeVisible()
    await expect(removal).toContainText('you set up a new one when you next sign in')
    await expectAccessible(page)
    await removal.getByRole('button', { name: 'Remove' }).click()
    await expect(passkeys.getByText('You have none yet.')).toBeVisible()
    const renew = page.getByRole('button', { name: 'Make a new set' })
    await expect(renew).toHaveAccessibleDescription(/come with your first passkey/)
    const codes = (await (await page.request.get('/api/auth/recovery-codes')).json()) as object
    expect(codes).toMatchObject({ left: 0 })
  })

  test('an authenticator app is added beside a passkey, and lets in', async ({ house, page }) => {
    const { email, key } = await holder(page, house)
    await page.goto('/account?open=app')
    const apps = section(page, 'Authenticator app')
    await expect(apps.getByRole('img', { name: /QR code/ })).toBeVisible()
    await expectAccessible(page)
    const secret = await apps.getByRole('button', { name: /Copy secret/ }).getAttribute('title')
    const app = new App(secret ?? '')
    await apps.getByLabel('The six digits the app shows').fill('000000')
    await press(page, 'Confirm')
    await expect(apps.getByText('That code is wrong')).toBeVisible()
    await apps.getByLabel('The six digits the app shows').fill(await app.code())
    await press(page, 'Confirm')
    await expect(apps.getByRole('listitem')).toContainText('Authenticator app')
    await expect(page).toHaveURL(/\/account$/)

    await key.touches(false)
    await page.context().clearCookies()
    await page.goto('/sign-in')
    await givePassword(page, email)
    await press(page, 'Use an authenticator app')
    await giveCode(page, await app.code())
    await inside(page)
  })

  test('new recovery codes end the old ones, and are kept before one goes on', async ({ page, admin }) => {
    await page.goto('/account')
    const codes = section(page, 'Recovery codes')
    await expect(codes.getByText('10 codes left.')).toBeVisible()
    await press(page, 'Make a new set')
    await expect(codes.getByText('The old ones stop working at once')).toBeVisible()
    await press(page, 'Make new codes')
    const list = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
    await expect(list).toHaveCount(10)
    const fresh = await list.allInnerTexts()
    expect(fresh.filter((code) => admin.recoveryCodes.includes(code))).toEqual([])
    const done = codes.getByRole('button', { name: 'Done' })
    await expect(done).toHaveAccessibleDescription('First tick that you have kept the codes.')
    await expectAccessible(page)
    await page.getByLabel('I have kept them somewhere safe').check()
    await done.click()
    await expect(list).toHaveCount(0)

    await page.context().clearCookies()
    await page.goto('/sign-in')
    await givePassword(page, admin.email)
    await press(page, 'Use a recovery code')
    await page.getByLabel('Recovery code').fill(admin.recoveryCodes[0] ?? '')
    await press(page, 'Continue')
    await expect(page.getByText('That recovery code is wrong')).toBeVisible()
    await page.getByLabel('Recovery code').fill(fresh[0] ?? '')
    await press(page, 'Continue')
    await expect(page).toHaveURL(/\/enrol$/)
  })

  test('the password changes with the current one, and all other sessions end', async ({
    page,
    admin,
    elsewhere,
    house,
  }) => {
    const other = await elsewhere.newPage()
    await other.goto(`${house.url}/sign-in`)
    await givePassword(other, admin.email)
    await giveCode(other, await admin.app.code())
    await inside(other)

    await page.goto('/account?open=password')
    await expect(page.getByLabel('Current password')).toBeFocused()
    await expect(page.getByText('1 other session ends.')).toBeVisible()
    const change = page.getByRole('button', { name: 'Change password', exact: true })
    await expect(change).toHaveAccessibleDescription('First enter your current password.')
    await page.getByLabel('Current password').fill('not my password')
    await page.getByLabel('New password').fill('kx7#vqm')
    await expect(change).toHaveAccessibleDescription(/At least 8 characters/)
    await page.getByLabel('New password').fill('kx7#vqm2')
    await change.click()
    await expect(page.getByText('That is not your current password.')).toBeVisible()
    await expect(page.getByLabel('New password')).toHaveValue('kx7#vqm2')
    await expectAccessible(page)
    await page.getByLabel('Current password').fill(password)
    await page.getByLabel('New password').fill('password1')
    await change.click()
    await expect(page.getByLabel('New password')).toHaveAttribute('aria-invalid', 'true')
    await page.getByLabel('New password').fill('kx7#vqm2')
    await change.click()
    await expect(page.getByText('Your password is changed. 1 other session has ended.')).toBeVisible()
    await expect(other.getByText('The password of this account was changed')).toBeVisible({ timeout: 20_000 })

    await givePassword(other, admin.email, 'kx7#vqm2')
    await giveCode(other, await admin.app.code())
    await expect(other.getByRole('region', { name: 'What happened to your account' })).toContainText(
      /Your password was changed\. From 127\.0\.0\.1 with Chrom\S+ on Linux\./,
    )
  })

  test('who proved too little proves it in place, and what was asked for goes on', async ({
    house,
    page,
    elsewhere,
  }) => {
    const person = await enrol(house, elsewhere.request, ['Viewer'])
    await house.ask('PATCH', '/api/policies/pol-mfa-required')
    await page.goto('/sign-in')
    await givePassword(page, person.email)
    await inside(page)

    await page.goto('/account?open=app')
    const apps = section(page, 'Authenticator app')
    await expect(apps.getByText('First confirm that it is you')).toBeVisible()
    await expect(apps.getByLabel('Code')).toBeFocused()
    await expectAccessible(page)
    await giveCode(page, '000000')
    await expect(apps.getByText('That code is wrong')).toBeVisible()
    await giveCode(page, await person.app.code())
    await expect(apps.getByRole('img', { name: /QR code/ })).toBeVisible()
    const sessions = (await (await page.request.get('/api/auth/sessions')).json()) as { current: boolean }[]
    expect(sessions.filter(({ current }) => current)).toHaveLength(1)
    expect(sessions, 'the session before the proof is over, the one of the set-up is open').toHaveLength(2)
    await apps.getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByRole('button', { name: 'Add an authenticator app' })).toBeFocused()
  })

  test('a removal that asks for a proof is done after it', async ({ house, page, elsewhere }) => {
    const person = await enrol(house, elsewhere.request, ['Viewer'])
    await house.ask('PATCH', '/api/policies/pol-mfa-required')
    await page.goto('/sign-in')
    await givePassword(page, person.email)
    await inside(page)
    await page.goto('/account')
    await page.getByRole('button', { name: 'Remove Authenticator app' }).click()
    const removal = page.getByRole('dialog')
    await removal.getByRole('button', { name: 'Remove' }).click()
    await expect(removal.getByLabel('Code')).toBeFocused()
    await expectAccessible(page)
    await giveCode(page, await person.app.code())
    await expect(page.getByText('“Authenticator app” is removed.')).toBeVisible()
    await expect(section(page, 'Authenticator app').getByText('You have none.')).toBeVisible()
  })
})

test.describe('sessions', () => {
  test('are listed with device and place; one ends, or all others, after it was said which', async ({
    page,
    admin,
    house,
    browser,
  }) => {
    const phone = await browser.newContext({
      userAgent:
        'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
    })
    const [first, second] = [await phone.newPage(), await (await browser.newContext()).newPage()]
    for (const one of [first, second]) {
      await one.goto(`${house.url}/sign-in`)
      await givePassword(one, admin.email)
      await giveCode(one, await admin.app.code())
      await inside(one)
    }
    await page.goto('/account/sessions')
    const cards = page.getByRole('main').getByRole('listitem')
    await expect(cards).toHaveCount(3)
    await expect(cards.first()).toContainText('This session')
    await expect(cards.first()).toContainText('127.0.0.1')
    await expect(cards.first()).toContainText('password and authenticator app')
    await expect(cards.first().getByRole('button')).toHaveCount(0)
    await expectAccessible(page)

    await page.getByRole('button', { name: 'End the session of Safari on iOS' }).click()
    const sheet = page.getByRole('dialog', { name: 'End this session?' })
    await expect(sheet.getByText('Safari on iOS')).toBeVisible()
    await expectAccessible(page)
    await sheet.getByRole('button', { name: 'End session' }).click()
    await expect(cards).toHaveCount(2)
    await expect(first.getByText('You ended this session')).toBeVisible({ timeout: 20_000 })

    await page.getByRole('button', { name: 'End all others' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'End session' }).click()
    await expect(page.getByText('1 session has ended.').last()).toBeVisible()
    await expect(cards).toHaveCount(1)
    await expect(second.getByText('You ended all other sessions')).toBeVisible({ timeout: 20_000 })
    await expect(page.getByRole('button', { name: 'End all others' })).toHaveAccessibleDescription(
      'No other session is open.',
    )
    await expectAccessible(page)
  })
})

test.describe('notices', () => {
  test('tell at the next visit what happened; what was me goes away', async ({ page, admin }) => {
    await page.goto('/account')
    await expect(page.getByRole('heading', { name: 'Passkeys' })).toBeVisible()
    const notices = page.getByRole('region', { name: 'What happened to your account' })
    await expect(notices, 'not to the session that set the factor up').toHaveCount(0)
    await page.context().clearCookies()
    await page.goto('/sign-in')
    await givePassword(page, admin.email)
    await giveCode(page, await admin.app.code())
    await inside(page)
    await expect(notices).toContainText(
      /The authenticator app “Authenticator app” was added: it can confirm that it is you\. From 127\.0\.0\.1/,
    )
    await expectAccessible(page)
    await notices.getByRole('button', { name: 'That was me' }).click()
    await expect(notices).toHaveCount(0)
    await page.reload()
    await inside(page)
    await expect(notices).toHaveCount(0)
  })

  test('of what was not me lead to what helps, in order', async ({ page, admin, house, browser }) => {
    const stranger = await (await browser.newContext({ userAgent: 'curl/8.5.0' })).newPage()
    await stranger.goto(`${house.url}/sign-in`)
    await givePassword(stranger, admin.email)
    await giveCode(stranger, await admin.app.code())
    await inside(stranger)
    await expect(stranger.getByRole('region', { name: 'What happened to your account' })).not.toContainText(
      'as never before',
    )

    await page.goto('/policies')
    const notices = page.getByRole('region', { name: 'What happened to your account' })
    const unusual = notices.getByRole('listitem').filter({ hasText: 'as never before. From 127.0.0.1' })
    await unusual.getByRole('link', { name: 'That wasn’t me' }).click()
    const help = page.getByRole('region', { name: 'Secure your account' })
    await expect(help).toContainText('1 session beside this one.')
    await expect(unusual, 'it stands on the page now').toHaveCount(0)
    await expectAccessible(page)
    await help.getByRole('button', { name: 'End all other sessions' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'End session' }).click()
    await expect(help).toContainText('No session but this one is open.')
    await expect(stranger).toHaveURL(/\/sign-in/, { timeout: 20_000 })
    await help.getByRole('link', { name: 'Change your password' }).click()
    await expect(page.getByLabel('Current password')).toBeFocused()
    await page.goBack()
    await help.getByRole('button', { name: 'I have done this' }).click()
    await expect(help).toHaveCount(0)
    await expect(page).toHaveURL(/\/account\/sessions$/)
  })
})

test('the palette leads to each', async ({ page, admin: _admin }) => {
  await page.goto('/policies')
  const go = async (words: string) => {
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByRole('combobox').fill(words)
    await page.keyboard.press('Enter')
  }
  await expect(page.getByRole('heading', { name: 'Policies', level: 1 })).toBeVisible()
  await go('change password')
  await expect(page.getByLabel('Current password')).toBeVisible()
  await go('add a passkey')
  await expect(page.getByRole('button', { name: setUp })).toBeVisible()
  await expect(page.getByLabel('Current password'), 'what was begun stays').toBeVisible()
  await go('your sessions')
  await expect(page).toHaveTitle('Sessions · Your account · Sallyport')
  await go('your tokens')
  await expect(page).toHaveTitle('Tokens · Your account · Sallyport')
})

test('at 400 pixels nothing sticks out', async ({ page, admin: _admin }) => {
  await page.setViewportSize({ width: 400, height: 860 })
  for (const path of ['/account', '/account?open=app', '/account?open=password', '/account/sessions']) {
    await page.goto(path)
    await expect(page.getByRole('listitem').first()).toBeVisible()
    await expectNoSideways(page)
  }
})

import { openHouse } from './house.ts'
import { App, enrol, giveCode, givePassword, inside, invite, password } from './people.ts'
import { expect, expectAccessible, expectNoSideways, test } from './sallyport.ts'

test('the set-up link makes the first administrator, with a second factor, and leads to the three defaults', async ({
  page,
}) => {
  const house = await openHouse()
  try {
    await page.goto(house.url)
    await expect(page.getByText('Nobody can sign in yet')).toBeVisible()
    await expectAccessible(page)

    await page.goto(house.setupLink)
    await page.getByLabel('Organisation').fill('Analytical Engines')
    await page.getByLabel('Your name').fill('Ada Lovelace')
    await page.getByLabel('E-mail').fill('ada@example.org')
    await page.getByLabel('Password', { exact: true }).fill('too short')
    await expect(page.getByText('6 characters to go.')).toBeVisible()
    const create = page.getByRole('button', { name: 'Create and sign in' })
    await expect(create).toHaveAttribute('aria-disabled', 'true')
    await expect(create).toHaveAccessibleDescription(/at least 15 characters/i)
    await expectAccessible(page)

    await page.getByLabel('Password', { exact: true }).fill('passwordpassword')
    await create.click()
    await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('aria-invalid', 'true')
    await page.getByLabel('Password', { exact: true }).fill(password)
    await create.click()

    await expect(page.getByRole('heading', { name: 'Set up a second factor' })).toBeVisible()
    await page.getByRole('button', { name: 'Use an authenticator app instead' }).click()
    await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible()
    await expectAccessible(page)
    const secret = await page.getByRole('button', { name: /Copy secret/ }).getAttribute('title')
    const app = new App(secret ?? '')
    await page.getByLabel('The six digits the app shows').fill('000000')
    await page.getByRole('button', { name: 'Confirm' }).click()
    await expect(page.getByText('That code is wrong')).toBeVisible()
    await page.getByLabel('The six digits the app shows').fill(await app.code())
    await page.getByRole('button', { name: 'Confirm' }).click()

    await expect(page.getByRole('heading', { name: 'Keep your recovery codes' })).toBeFocused()
    await expect(page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')).toHaveCount(10)
    const goOn = page.getByRole('button', { name: 'Continue' })
    await expect(goOn).toHaveAccessibleDescription('First tick that you have kept the codes.')
    await expectAccessible(page)
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download' }).click()
    expect((await download).suggestedFilename()).toBe('sallyport-recovery-codes.txt')
    await page.getByLabel('I have kept them somewhere safe').check()
    await goOn.click()

    await inside(page)
    await page.getByRole('link', { name: /^Policies/ }).click()
    await expect(page.getByRole('article')).toHaveCount(3)
    await expect(page.getByText('Analytical Engines').first()).toBeVisible()

    await page.goto(house.setupLink)
    await expect(page.getByRole('heading', { name: 'Set-up is done' })).toBeVisible()
    await expectAccessible(page)
  } finally {
    await house.close()
  }
})

test('a password and a code sign in; a wrong code and a used code do not', async ({
  house,
  page,
  elsewhere,
}) => {
  const person = await enrol(house, elsewhere.request, ['Super Admin'])
  await page.goto('/')
  await givePassword(page, person.email)
  await expect(page.getByRole('heading', { name: 'Confirm that it is you' })).toBeVisible()
  await expectAccessible(page)
  await giveCode(page, '123456')
  await expect(page.getByText('That code is wrong')).toBeVisible()
  const code = await person.app.code()
  await giveCode(page, code)
  await inside(page)

  await page.getByRole('button', { name: /theme and sign-out/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in$/)
  await givePassword(page, person.email)
  await giveCode(page, code)
  await expect(page.getByText('That code is wrong, used or no longer valid')).toBeVisible()
  await giveCode(page, await person.app.code())
  await inside(page)
})

test('a wrong password and an unknown address read the same', async ({ house, page, elsewhere }) => {
  const person = await enrol(house, elsewhere.request, [])
  await page.goto('/sign-in')
  for (const email of [person.email, 'nobody@example.org']) {
    await givePassword(page, email, 'not the password at all')
    await expect(page.getByRole('alert')).toHaveText('The e-mail or the password is wrong.')
    await page.reload()
  }
  await givePassword(page, person.email, 'not the password at all')
  await expect(page.getByRole('alert')).toBeVisible()
  await expectAccessible(page)
})

test('too many attempts are counted down in words', async ({ page }) => {
  await page.goto('/sign-in')
  for (let attempt = 0; attempt < 7; attempt += 1) {
    await givePassword(page, 'guessed@example.org', `guess number ${attempt}`)
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).not.toHaveAttribute(
      'aria-busy',
      'true',
    )
  }
  await expect(page.getByRole('alert')).toContainText(/You can try again in \d+ seconds?\./)
  const button = page.getByRole('button', { name: 'Sign in', exact: true })
  await expect(button).toHaveAccessibleDescription(/Wait \d+ second/)
  await expectAccessible(page)
  await expect(page.getByRole('alert')).toHaveText('You can try again now.')
  await expect(button).not.toHaveAttribute('aria-disabled', 'true')
})

test('a recovery code opens a session that can only set up a new factor', async ({
  house,
  page,
  elsewhere,
}) => {
  const person = await enrol(house, elsewhere.request, ['Super Admin'])
  await page.goto('/policies')
  await givePassword(page, person.email)
  await page.getByRole('button', { name: 'Use a recovery code' }).click()
  await page.getByLabel('Recovery code').fill('AAAAA-AAAAA-AAAAA-AAAAA-AAAAA')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText('That recovery code is wrong')).toBeVisible()
  await page.getByLabel('Recovery code').fill(person.recoveryCodes[0] ?? '')
  await page.getByRole('button', { name: 'Continue' }).click()

  await expect(page).toHaveURL(/\/enrol$/)
  await expect(page.getByText('You signed in with a recovery code.')).toBeVisible()
  await expectAccessible(page)
  await page.goto('/policies')
  await expect(page).toHaveURL(/\/enrol$/)

  await page.getByRole('button', { name: 'Use an authenticator app instead' }).click()
  const secret = await page.getByRole('button', { name: /Copy secret/ }).getAttribute('title')
  await page.getByLabel('The six digits the app shows').fill(await new App(secret ?? '').code())
  await page.getByRole('button', { name: 'Confirm' }).click()
  await inside(page)
})

test('an invitation lets somebody choose a password; a used one does not', async ({ house, page }) => {
  const { email, name, invitation } = await invite(house, ['Viewer'])
  const join = async () => {
    await page.goto('about:blank')
    await page.goto(invitation.url)
    await page.getByLabel('Your name').fill(name)
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Join and sign in' }).click()
  }
  await join()
  await expect(page.getByRole('heading', { name: 'Set up a second factor' })).toBeVisible()
  await join()
  await expect(page.getByRole('alert')).toContainText(/invitation/i)
  await expect(page.getByRole('button', { name: /Copy Request/ })).toBeVisible()
  await expectAccessible(page)
  await page.goto('/register')
  await expect(page.getByRole('heading', { name: 'This address has no invitation' })).toBeVisible()
})

test('who is refused reads the rule in its own words and whom to ask, and nothing of its inside', async ({
  house,
  page,
  elsewhere,
}) => {
  const person = await enrol(house, elsewhere.request, ['Auditor'])
  // Critical denials are told first, and the second factor is one.
  await house.ask('PATCH', '/api/policies/pol-mfa-required')
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
  await page.goto('/sign-in')
  await givePassword(page, person.email)
  await expect(page.getByRole('heading', { name: 'Sign-in is not permitted' })).toBeFocused()
  await expect(page.getByRole('alert')).toContainText('Auditors do not work on this day')
  await expect(page.getByText('Whom to ask')).toBeVisible()
  await expect(page.getByRole('button', { name: /Copy Request/ })).toBeVisible()
  await expect(page.getByText(/Try again .*1 January 2099/)).toBeVisible()
  for (const inside of ['sign_in', 'equals', 'Auditors rest'])
    await expect(page.getByText(inside)).toHaveCount(0)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByLabel('E-mail')).toHaveValue(person.email)
})

test('a session that ends says why, leads back to where one was, and loses nothing typed', async ({
  house,
  page,
  admin,
}) => {
  await page.goto('/policies/new?example=blank')
  const editor = page.getByLabel('Policy as JSON')
  await editor.fill('{ "name": "Half a thought" }')
  const sessions = (await (await page.request.get('/api/auth/sessions')).json()) as {
    id: string
    current: boolean
  }[]
  const current = sessions.find((session) => session.current)
  await page.request.delete(`/api/auth/sessions/${current?.id ?? ''}`, { headers: { origin: house.url } })

  await expect(page).toHaveURL(/\/sign-in\?to=/, { timeout: 20_000 })
  await expect(page.getByText('You were signed out')).toBeVisible()
  await expectAccessible(page)
  await givePassword(page, admin.email)
  await giveCode(page, await admin.app.code())
  await expect(page).toHaveURL(/\/policies\/new\?example=blank$/)
  await expect(editor).toHaveValue('{ "name": "Half a thought" }')
})

test('an address that leads elsewhere is not followed', async ({ house, page, elsewhere }) => {
  const person = await enrol(house, elsewhere.request, ['Viewer'])
  await page.goto('/sign-in?to=%2F%2Fexample.com%2F')
  await givePassword(page, person.email)
  await giveCode(page, await person.app.code())
  await expect(page).toHaveURL(`${house.url}/`)
})

test('signing in takes nothing but the keyboard', async ({ house, page, elsewhere }) => {
  const person = await enrol(house, elsewhere.request, ['Viewer'])
  await page.goto('/sign-in')
  await expect(page.getByLabel('E-mail')).toBeFocused()
  await page.keyboard.type(person.email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Code')).toBeFocused()
  await page.keyboard.type(await person.app.code())
  await page.keyboard.press('Enter')
  await inside(page)
})

test('at 400 pixels nothing sticks out', async ({ house, page }) => {
  await page.setViewportSize({ width: 400, height: 860 })
  for (const path of ['/sign-in', '/setup', '/register']) {
    await page.goto(house.url + path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectNoSideways(page)
  }
})

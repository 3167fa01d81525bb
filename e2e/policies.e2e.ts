import type { Page } from '@playwright/test'
import { enrol, giveCode, givePassword } from './people.ts'
import { defaults, expect, expectAccessible, expectNoSideways, test } from './sallyport.ts'

const editor = (page: Page) => page.getByLabel('Policy as JSON')
const type = async (page: Page, policy: object) => editor(page).fill(JSON.stringify(policy, undefined, 2))

/** Refuses auditors at sign-in; enforced, and in nobody else's way. */
const ours = (name: string, more: object = {}) => ({
  name,
  description: 'For this test.',
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
  ...more,
})

test('the defaults are shown as what they are: rules, type, where they are enforced', async ({
  page,
  admin,
}) => {
  expect(admin.name).toBe('Grace Hopper')
  await page.goto('/policies')
  for (const id of Object.values(defaults))
    await expect(page.getByTestId(`policy-${id}`)).toContainText('Critical')
  const mfa = page.getByTestId('policy-pol-mfa-required')
  for (const words of [
    'MFA Required',
    'Access',
    'Require MFA for login',
    'WebAuthn preferred',
    'TOTP as fallback',
  ]) {
    await expect(mfa).toContainText(words)
  }
  await expect(mfa).toContainText('Enforced at')
  await expect(mfa).toContainText('Sign-in')
  await expect(mfa.getByRole('switch', { name: 'MFA Required enabled' })).toBeChecked()
  for (const id of ['pol-network-zero-trust', 'pol-session-recording']) {
    await expect(page.getByTestId(`policy-${id}`)).toContainText('Nothing asks this policy yet')
  }
  await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link')).toContainText([
    'Overview',
    'Policies3',
  ])
  await expectAccessible(page)
})

test('filters live in the address', async ({ page, admin: _admin }) => {
  await page.goto('/policies?type=network')
  await expect(page.getByRole('article')).toHaveCount(1)
  await expect(page.getByRole('radio', { name: /Network/ })).toBeChecked()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByRole('searchbox').fill('keystrokes')
  await expect(page).toHaveURL(/\?q=keystrokes$/)
  await expect(page.getByRole('article')).toHaveCount(1)
  await page.getByRole('radio', { name: 'Disabled' }).check({ force: true })
  await expect(page).toHaveURL(/enabled=false/)
  await expect(page.getByRole('heading', { name: 'No policy fits these filters' })).toBeVisible()
  await expectAccessible(page)
  await page.reload()
  await expect(page.getByRole('searchbox')).toHaveValue('keystrokes')
})

test('the list, the palette and the help answer to the keyboard', async ({ page, admin: _admin }) => {
  await page.goto('/policies')
  await expect(page.getByRole('article')).toHaveCount(3)
  await page.keyboard.press('j')
  await expect(page.getByRole('link', { name: 'MFA Required' })).toBeFocused()
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/policies\/pol-mfa-required$/)
  await expect(page.getByRole('heading', { level: 1, name: 'MFA Required' })).toBeFocused()

  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox').fill('zero')
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/policies\/pol-network-zero-trust$/)

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Single-letter keys').uncheck()
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.goto('/policies')
  await expect(page.getByRole('article')).toHaveCount(3)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused()
})

test('MFA off through the sheet: the next sign-in needs no code; on again: a session without a factor is shown out', async ({
  house,
  page,
  admin,
  elsewhere,
}) => {
  test.setTimeout(120_000)
  const other = await elsewhere.newPage()
  const analyst = await enrol(house, elsewhere.request, ['Analyst'])
  await elsewhere.clearCookies()

  await page.goto('/policies')
  const card = page.getByTestId('policy-pol-mfa-required')
  await card.getByRole('switch').click()
  const sheet = page.getByRole('dialog', { name: 'Disable MFA Required?' })
  await expect(sheet.getByText('Requires a second factor')).toBeVisible()
  await expect(sheet.getByText(/would sign in without a second factor/)).toBeVisible()
  await expectAccessible(page)
  const disable = sheet.getByRole('button', { name: 'Disable' })
  await expect(disable).toHaveAccessibleDescription('Say why: it is recorded.')
  await sheet.getByLabel('Reason').fill('The phones are being replaced')
  await disable.click()
  await expect(sheet).toHaveCount(0)
  await expect(page.getByText('MFA Required is disabled.')).toBeVisible()
  await expect(card).toContainText('Disabled')
  await expectAccessible(page)

  await other.goto(`${house.url}/sign-in`)
  await givePassword(other, analyst.email)
  await expect(other).toHaveTitle('Overview · Sallyport')

  await card.getByRole('switch').click()
  const again = page.getByRole('dialog', { name: 'Enable MFA Required?' })
  await expect(again.getByText(/open sessions? would end at once/)).toBeVisible()
  await again.getByRole('button', { name: 'Enable' }).click()
  await expect(card).toContainText('Enabled')

  await expect(other).toHaveURL(/\/sign-in\?to=/, { timeout: 20_000 })
  await expect(other.getByText('You were signed out')).toBeVisible()
  await expect(other.getByText('Require MFA for login')).toBeVisible()
  await givePassword(other, analyst.email)
  await giveCode(other, await analyst.app.code())
  await expect(other).toHaveTitle('Overview · Sallyport')
  expect(admin.email).not.toBe(analyst.email)

  await page.goto('/policies/pol-mfa-required?view=history')
  const history = page.getByRole('list', { name: 'History of the policy' })
  await expect(history.getByText('The phones are being replaced').first()).toBeVisible()
  await expect(history.getByText('Policy disabled').first()).toBeVisible()
  await expect(history.getByText(admin.email).first()).toBeVisible()
  await expectAccessible(page)
})

test('a policy of one’s own, written from an example, refuses sign-in in its own words', async ({
  house,
  page,
  admin: _admin,
  elsewhere,
}) => {
  const auditor = await enrol(house, elsewhere.request, ['Auditor'])
  await elsewhere.clearCookies()
  // Critical denials are told first, and the second factor is one.
  await house.ask('PATCH', '/api/policies/pol-mfa-required')

  await page.goto('/policies')
  await page.getByRole('link', { name: 'New policy' }).click()
  await expect(page.getByRole('heading', { name: 'New policy' })).toBeFocused()
  await expectAccessible(page)
  await page.getByRole('link', { name: /Office hours for a role/ }).click()
  await expect(editor(page)).toHaveValue(/Europe\/Madrid/)
  await type(page, ours('Auditors rest'))
  await expect(page.getByText('Requirement')).toBeVisible()
  await expect(page.getByText('Nothing to settle')).toBeVisible()
  await page.getByRole('button', { name: 'Create policy' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Auditors rest' })).toBeVisible()
  await expect(page.getByText('Auditors rest is created.')).toBeVisible()
  await expect(page.getByText('A refused person reads: “Auditors do not work on this day”')).toBeVisible()
  await expectAccessible(page)

  const other = await elsewhere.newPage()
  await other.goto(`${house.url}/sign-in`)
  await givePassword(other, auditor.email)
  await expect(other.getByRole('alert')).toContainText('Auditors do not work on this day')

  await page.getByRole('switch', { name: 'Auditors rest enabled' }).click()
  await expect(page.getByText('Auditors rest is disabled.')).toBeVisible()
  await other.getByRole('button', { name: 'Try again' }).click()
  await givePassword(other, auditor.email)
  await expect(other).toHaveTitle('Overview · Sallyport')

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Auditors rest is enabled.')).toBeVisible()
})

test('faults are named while one types, and by the server with their paths', async ({
  page,
  admin: _admin,
}) => {
  await page.goto('/policies/new?example=blank')
  await expect(page.getByText('statements[0].label')).toBeVisible()
  await expectAccessible(page)
  await editor(page).fill('{ "name": "Broken", ')
  await expect(page.getByText('This is not JSON yet')).toBeVisible()
  const create = page.getByRole('button', { name: 'Create policy' })
  await expect(create).toHaveAccessibleDescription('It is not JSON yet.')
  await expectAccessible(page)

  await type(page, {
    ...ours('Broken'),
    statements: [{ id: 'a', label: 'A', effect: 'permit' }],
    surprise: true,
  })
  await create.click()
  await expect(page.getByText('The server refused to save it')).toBeVisible()
  await expect(page.getByText('statements[0].effect')).toBeVisible()
  await expect(page.getByText('surprise', { exact: true })).toBeVisible()
  await page
    .getByText('statements[0].effect')
    .locator('..')
    .getByRole('button', { name: /Line \d+/ })
    .click()
  await expect(editor(page)).toBeFocused()
  await page.reload()
  await expect(editor(page)).toHaveValue(/"surprise": true/)
})

test('two people change the same policy: both versions are shown, and one chooses', async ({
  house,
  page,
  admin: _admin,
}) => {
  const created = (await house.ask('POST', '/api/policies', ours('Contested'))) as { id: string }
  await page.goto(`/policies/${created.id}`)
  await expect(page.getByRole('heading', { level: 1, name: 'Contested' })).toBeVisible()
  await page.keyboard.press('e')
  await expect(page.getByRole('heading', { name: 'Edit Contested' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save' })).toHaveAccessibleDescription(
    'Nothing is changed yet.',
  )
  await editor(page).fill((await editor(page).inputValue()).replace('For this test.', 'Mine.'))
  await house.ask('PATCH', `/api/policies/${created.id}`, { description: 'Theirs.' })
  await page.getByRole('button', { name: 'Save' }).click()

  await expect(page.getByText('Somebody else saved it first')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Yours' })).toContainText('Mine.')
  await expect(page.getByRole('region', { name: /Saved, revision 2/ })).toContainText('Theirs.')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Go on editing mine' }).click()
  await expect(editor(page)).toHaveValue(/Mine\./)
  await page.getByLabel('Reason').fill('Mine is better')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Contested is saved and in force.')).toBeVisible()
  expect(await house.ask('GET', `/api/policies/${created.id}`)).toMatchObject({
    description: 'Mine.',
    revision: 3,
  })

  await page.getByRole('tab', { name: 'History' }).click()
  await expect(page.getByText('Mine is better')).toBeVisible()
  await expect(page.locator('del').first()).toHaveText('Theirs.')
  await expect(page.locator('ins').first()).toHaveText('Mine.')
  await page.getByRole('tab', { name: 'JSON' }).click()
  await expect(page).toHaveURL(/view=json/)
  await page.getByRole('button', { name: 'Copy JSON' }).click()
  expect(JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))).toMatchObject({
    name: 'Contested',
  })
  await expectAccessible(page)
})

test('what would lock everybody out is refused, and done only by who says so', async ({
  house,
  page,
  admin: _admin,
}) => {
  const nobody = {
    name: 'Nobody',
    description: '',
    type: 'access',
    enabled: false,
    statements: [
      { id: 'all', label: 'Nobody signs in', effect: 'deny', actions: ['login'], resources: ['sign_in'] },
    ],
  }
  const { id } = (await house.ask('POST', '/api/policies', nobody)) as { id: string }
  await page.goto('/policies')
  await page.getByTestId(`policy-${id}`).getByRole('switch').click()
  const sheet = page.getByRole('dialog', { name: 'Enable Nobody?' })
  await expect(sheet.getByText('Nobody could administer any more')).toBeVisible({ timeout: 30_000 })
  await expectAccessible(page)
  const enable = sheet.getByRole('button', { name: 'Enable anyway' })
  await expect(enable).toHaveAccessibleDescription('Say why: it is recorded.')
  await sheet.getByLabel('Reason').fill('A drill')
  await expect(enable).toHaveAccessibleDescription('Tick that you know what it means.')
  await page.keyboard.press('Escape')
  expect(await house.ask('GET', `/api/policies/${id}`)).toMatchObject({ enabled: false })

  await page.getByTestId(`policy-${id}`).getByRole('switch').click()
  await expect(sheet.getByLabel('Reason')).toHaveValue('A drill')
  await sheet.getByLabel('I know that nobody may be able to sign in afterwards').check()
  await enable.click()
  await expect(page.getByText('You were signed out')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('Nobody signs in')).toBeVisible()
})

test('a critical policy is deleted only by its name, and can be brought back', async ({
  house,
  page,
  admin: _admin,
}) => {
  const { id } = (await house.ask('POST', '/api/policies', ours('Dear to us', { critical: true }))) as {
    id: string
  }
  await page.goto(`/policies/${id}`)
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete Dear to us?' })
  const remove = dialog.getByRole('button', { name: 'Delete' })
  await expect(remove).toHaveAccessibleDescription('Type the name first.')
  await dialog.getByLabel(/Type/).fill('Dear to us')
  await dialog.getByLabel('Reason').fill('Replaced')
  await expectAccessible(page)
  await remove.click()
  await expect(page).toHaveURL(/\/policies$/)
  await expect(page.getByTestId(`policy-${id}`)).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByTestId(`policy-${id}`)).toBeVisible()

  await page.goto('/policies/there-is-none')
  await expect(page.getByRole('heading', { name: 'There is no such policy' })).toBeVisible()
  await expectAccessible(page)
  await page.goto('/nowhere')
  await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible()
  await expectAccessible(page)
})

test('who may only read sees everything and is told why nothing can be changed', async ({ house, page }) => {
  await enrol(house, page.request, ['Viewer'])
  await page.goto('/policies')
  const toggle = page.getByTestId('policy-pol-mfa-required').getByRole('switch')
  await expect(toggle).toHaveAccessibleDescription(/policies\.update/)
  await toggle.click({ force: true })
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.goto('/policies/pol-mfa-required')
  await expect(page.getByRole('button', { name: 'Edit' })).toHaveAccessibleDescription(/policies\.update/)
  await page.getByRole('tab', { name: 'History' }).click()
  await expectAccessible(page)
  await page.goto('/policies/new')
  await expect(page.getByRole('button', { name: 'Create policy' })).toHaveAccessibleDescription(
    /policies\.create/,
  )
})

test('a documentation-only policy says that it enforces nothing', async ({ page, admin: _admin }) => {
  await page.goto('/policies/new?example=documentation')
  await expect(page.getByText('No statement yet: nothing will be enforced.')).toBeVisible()
  await page.getByRole('button', { name: 'Create policy' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Clean desk' })).toBeVisible()
  await expect(page.getByText('Documentation only').first()).toBeVisible()
  await expect(page.getByText('This policy is documentation')).toBeVisible()
  await expectAccessible(page)
})

test('at 400 pixels the rail is a sheet and nothing sticks out', async ({ page, admin: _admin }) => {
  await page.setViewportSize({ width: 400, height: 860 })
  for (const path of [
    '/policies',
    '/policies/pol-mfa-required',
    '/policies/pol-mfa-required?view=json',
    '/policies/pol-mfa-required?view=history',
    '/policies/pol-mfa-required/edit',
    '/policies/new',
  ]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectNoSideways(page)
    await expectAccessible(page)
  }
  await page.getByRole('button', { name: 'Menu' }).click()
  await expectAccessible(page)
  await page
    .getByRole('dialog')
    .getByRole('link', { name: /Policies/ })
    .click()
  await expect(page).toHaveURL(/\/policies$/)
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('the theme follows the system and can be set', async ({ page, admin: _admin }) => {
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto('/policies')
  const light = await ground()
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await ground()
  expect(dark).not.toBe(light)
  await page.getByRole('button', { name: /theme and sign-out/ }).click()
  await page.getByRole('menuitemradio', { name: 'Light' }).click()
  expect(await ground()).toBe(light)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expectAccessible(page)
  await page.reload()
  expect(await ground()).toBe(light)
})

import { enrol, giveCode, givePassword, inside, invite } from './people.ts'
import { expect, expectAccessible, expectNoSideways, test } from './sallyport.ts'

const another = 'three calm herons by the lake'

test('people are found, with what covers them, and the filters are in the address', async ({
  page,
  admin,
  house,
}) => {
  const guest = await invite(house, ['Auditor'], 'Lise Meitner')
  await page.goto('/access/users')
  await expect(page.getByRole('row', { name: admin.email })).toContainText('1 app')
  await page.getByLabel('Second factor', { exact: true }).selectOption('none')
  await expect(page).toHaveURL(/factor=none/)
  await expect(page.getByText(admin.email)).toHaveCount(0)
  const row = page.getByRole('row', { name: guest.email })
  await expect(row).toContainText('Invited')
  await expect(row).toContainText('Auditor')
  await expectAccessible(page)
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/access\/users\/.+/)
  await page.setViewportSize({ width: 400, height: 860 })
  await expectNoSideways(page)
  await page.goto('/access/users?q=nobody-has-this-name')
  await expect(page.getByText('Nobody fits')).toBeVisible()
  await page.getByRole('button', { name: 'Show everybody' }).first().click()
  await expect(page.getByText(admin.email)).toBeVisible()
  await expectNoSideways(page)
})

test('somebody is invited with a role until a date, by a link that is shown once', async ({
  page,
  admin,
}) => {
  expect(admin.name).not.toBe('')
  await page.goto('/access/users')
  await page.getByRole('button', { name: 'Invite' }).click()
  const email = `rosalind-${Date.now().toString(36)}@example.org`
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Name', { exact: true }).fill('Rosalind Franklin')
  await page.getByRole('button', { name: 'Add a role' }).click()
  await page.getByRole('combobox', { name: 'Role' }).last().selectOption('Viewer')
  await page.getByText('Dates and scope').click()
  await page.getByLabel('Until').fill('2099-01-01T00:00')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Make the invitation' }).click()
  await expect(page.getByText(/\/register#invitation=/)).toBeVisible()
  await page.getByRole('link', { name: 'Open the person' }).click()
  await expect(page.getByRole('heading', { name: 'Rosalind Franklin', level: 1 })).toBeVisible()
  await expect(page.getByText('The invitation was not accepted yet.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Roles' })).toContainText('Viewer')
  await expect(page.getByRole('region', { name: 'Roles' })).toContainText('until')
  await expectAccessible(page)
})

test('a reset ends the session, and the person chooses a password at the link', async ({
  page,
  admin,
  house,
  elsewhere,
}) => {
  expect(admin.name).not.toBe('')
  const person = await enrol(house, elsewhere.request, ['Auditor'])
  const theirs = await elsewhere.newPage()
  await theirs.goto(house.url)
  await inside(theirs)
  const [user] = (await house.ask('GET', `/api/users?q=${encodeURIComponent(person.email)}`)) as {
    id: string
  }[]
  await page.goto(`/access/users/${user?.id ?? ''}`)
  await page.getByRole('button', { name: 'Start a reset' }).click()
  await expect(page.getByText('1 open session ends within a second.')).toBeVisible()
  await expectAccessible(page)
  const start = page.getByRole('button', { name: 'Start the reset' })
  await expect(start).toHaveAttribute('aria-disabled', 'true')
  await page.getByLabel('Reason').fill('Forgot the password')
  await start.click()
  const link = (await page.getByRole('button', { name: /\/reset#token=/ }).getAttribute('title')) ?? ''
  expect(link).not.toBe('')

  await theirs.goto(link)
  await expect(theirs.getByRole('heading', { name: 'Choose a new password' })).toBeVisible()
  await expectAccessible(theirs)
  await theirs.getByLabel('Password', { exact: true }).fill(another)
  await theirs.getByRole('button', { name: 'Save and sign in' }).click()
  await giveCode(theirs, await person.app.code())
  await inside(theirs)
  await theirs.context().clearCookies()
  await theirs.goto(link)
  await expect(theirs.getByRole('heading', { name: 'This link no longer works' })).toBeVisible()
  await theirs.goto('/sign-in')
  await givePassword(theirs, person.email, another)
  await expect(theirs.getByLabel('Code')).toBeVisible()
})

test('disabling says what it ends, ends it, and is recorded with its reason', async ({
  page,
  admin,
  house,
  elsewhere,
}) => {
  expect(admin.name).not.toBe('')
  const person = await enrol(house, elsewhere.request, ['Auditor'])
  const [user] = (await house.ask('GET', `/api/users?q=${encodeURIComponent(person.email)}`)) as {
    id: string
  }[]
  await page.goto(`/access/users/${user?.id ?? ''}`)
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Disable' }).click()
  await page.getByLabel('Reason').fill('Left the company')
  await page.getByRole('button', { name: 'Disable the account' }).click()
  await expect(page.getByText('Not signed in anywhere.')).toBeVisible()
  await expect(page.getByText('Disabled', { exact: true }).first()).toBeVisible()
  const answer = await elsewhere.request.get(`${house.url}/api/auth/me`)
  expect(answer.status()).toBe(401)
  const [row] = (await house.ask('GET', '/api/audit-logs?action=update_user&limit=1')) as {
    reason?: string
  }[]
  expect(row?.reason).toBe('Left the company')
})

test('what is typed in an invitation outlives a reload, until it is sent or discarded', async ({
  page,
  admin: _admin,
}) => {
  const email = `lise-${Date.now().toString(36)}@example.org`
  await page.goto('/access/users?invite=true')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Name', { exact: true }).fill('Lise Meitner')
  await page.getByRole('button', { name: 'Add a role' }).click()
  await page.getByRole('combobox', { name: 'Role' }).last().selectOption('Auditor')
  await page.getByText('Dates and scope').click()
  await page.getByLabel('Only types').fill('device')
  await page.reload()
  await expect(page.getByLabel('E-mail')).toHaveValue(email)
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Lise Meitner')
  await expect(page.getByRole('combobox', { name: 'Role' }).last()).toHaveValue('Auditor')
  await expect(page.getByLabel('Only types')).toHaveValue('device')
  await page.getByRole('button', { name: 'Make the invitation' }).click()
  const link = page.getByRole('button', { name: /\/register#invitation=/ })
  await expect(link).toBeVisible()
  // What is secret is shown and not kept.
  const token = /invitation=(\S+)/.exec((await link.getAttribute('title')) ?? '')?.[1] ?? ''
  expect(token).not.toBe('')
  expect(
    await page.evaluate(() => JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)])),
  ).not.toContain(token)

  await page.reload()
  await expect(page.getByLabel('E-mail')).toHaveValue('')
  await page.getByLabel('E-mail').fill('nobody@example.org')
  await page.getByRole('button', { name: 'Discard' }).click()
  await page.getByRole('button', { name: 'Invite' }).click()
  await expect(page.getByLabel('E-mail')).toHaveValue('')
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible()
})

test('roles that are being changed outlive a reload, and do not undo what somebody else did meanwhile', async ({
  page,
  admin: _admin,
  house,
}) => {
  const { email } = await invite(house, ['Viewer'])
  const [user] = (await house.ask('GET', `/api/users?q=${encodeURIComponent(email)}`)) as { id: string }[]
  const id = user?.id ?? ''
  await page.goto(`/access/users/${id}`)
  const change = page.getByRole('button', { name: 'Change roles' })
  await change.click()
  await page.getByRole('combobox', { name: 'Role' }).selectOption('Auditor')
  await page.getByText('Dates and scope').click()
  await page.getByLabel('Until').fill('2099-01-01T00:00')
  await page.getByLabel('Reason').fill('A new desk')
  await page.reload()
  await change.click()
  await expect(page.getByRole('combobox', { name: 'Role' })).toHaveValue('Auditor')
  await expect(page.getByLabel('Until')).toHaveValue('2099-01-01T00:00')
  await expect(page.getByLabel('Reason')).toHaveValue('A new desk')

  await house.ask('PATCH', `/api/users/${id}`, { roles: ['Viewer', 'User'] })
  await page.reload()
  await change.click()
  const sheet = page.getByRole('dialog')
  await expect(sheet).toContainText('The roles were changed meanwhile')
  await expect(sheet).toContainText('They are User and Viewer now.')
  const save = sheet.getByRole('button', { name: 'Save roles' })
  await expect(save).toHaveAccessibleDescription('Choose first between the roles of now and yours')
  await expectAccessible(page)
  await sheet.getByRole('button', { name: 'Keep mine' }).click()
  await expect(sheet.getByText('The roles were changed meanwhile')).toHaveCount(0)
  await save.click()
  const roles = page.getByRole('region', { name: 'Roles' })
  await expect(roles).toContainText('Auditor')
  await expect(roles).not.toContainText('Viewer')

  await change.click()
  await page.getByRole('combobox', { name: 'Role' }).selectOption('Viewer')
  await page.getByRole('button', { name: 'Discard' }).click()
  await change.click()
  await expect(page.getByRole('combobox', { name: 'Role' })).toHaveValue('Auditor')
})

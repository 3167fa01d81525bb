import type { Page } from '@playwright/test'
import { enrol, givePassword } from './people.ts'
import { expect, expectAccessible, expectNoSideways, test } from './sallyport.ts'

const attention = (page: Page) => page.getByRole('region', { name: /attention/ })
const day = 86_400_000

/** Never decides anything here: nobody has the role. */
const ours = (name: string, more: object = {}) => ({
  name,
  description: '',
  type: 'access',
  target: { roles: ['Nobody'] },
  statements: [
    {
      id: 'no',
      label: 'Nobody signs in',
      effect: 'deny',
      actions: ['login'],
      resources: ['sign_in'],
      when: [{ attribute: 'country', operator: 'equals', value: 'KP' }],
    },
  ],
  ...more,
})

test('when nothing needs attention it says so, and what was looked at', async ({ house, page }) => {
  await enrol(house, page.request, ['Viewer'])
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Nothing needs attention' })).toBeVisible()
  await expect(attention(page)).toContainText('3 policies are on.')
  await expect(attention(page)).toContainText('No policy ends within a week.')
  await expect(attention(page)).toContainText('You have a second factor.')
  await expect(attention(page)).toContainText('Checked just now')
  await expectAccessible(page)
})

test('what is off, ends or has ended is told with its reason, and one button leads to the cure', async ({
  house,
  page,
  admin: _admin,
}) => {
  await house.ask('PATCH', '/api/policies/pol-mfa-required?reason=A+test')
  await house.ask('POST', '/api/policies', ours('Old rule', { enabled: false }))
  await house.ask('POST', '/api/policies', ours('Older rule', { enabled: false }))
  const inTwoDays = new Date(Date.now() + 2 * day + 60_000).toISOString()
  await house.ask('POST', '/api/policies', ours('For the fair', { valid_until: inTwoDays }))
  const valid_from = new Date(Date.now() - 9 * day).toISOString()
  const valid_until = new Date(Date.now() - 8 * day).toISOString()
  await house.ask('POST', '/api/policies', ours('For last fair', { valid_from, valid_until }))

  await page.goto('/')
  const found = attention(page).getByRole('listitem')
  await expect(found.first()).toContainText('MFA Required is off')
  await expect(found.first()).toContainText('“Require MFA for login”')
  await expect(found.filter({ hasText: 'For last fair is over' })).toContainText('ended last week')
  await expect(found.filter({ hasText: 'For the fair ends in 2 days' })).toBeVisible()
  await expect(found.filter({ hasText: '2 policies are off' })).toContainText('Old rule and Older rule')
  await expectAccessible(page)

  await found.first().getByRole('link', { name: 'Review and enable' }).click()
  const sheet = page.getByRole('dialog', { name: 'Enable MFA Required?' })
  await sheet.getByRole('button', { name: 'Enable' }).click()
  await expect(page.getByText('MFA Required is enabled.')).toBeVisible()
  await page.getByRole('link', { name: 'Overview' }).click()
  await expect(found.filter({ hasText: '2 policies are off' })).toBeVisible()
  await expect(page.getByText('MFA Required is off')).toHaveCount(0)
  await found.filter({ hasText: '2 policies are off' }).getByRole('link', { name: 'See them' }).click()
  await expect(page).toHaveURL(/\/policies\?enabled=false$/)
})

test('the week is a chart that answers to the keyboard, with its table and the reasons of denials', async ({
  house,
  page,
  admin: _admin,
  elsewhere,
}) => {
  const other = await elsewhere.newPage()
  await other.goto(`${house.url}/sign-in`)
  await givePassword(other, 'ada@example.org', 'not the password at all')
  await expect(other.getByRole('alert')).toBeVisible()

  await page.goto('/')
  const week = page.getByRole('region', { name: 'The last seven days' })
  await expect(week).toContainText(/\d+ sign-ins? · \d+ denials?/)
  await expect(week.getByRole('row', { name: /Wrong password \d+/ })).toBeVisible()
  const chart = week.getByRole('slider', { name: 'Sign-ins and denials by day' })
  await chart.focus()
  const today = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'Europe/Madrid' })
  await expect(chart).toHaveAttribute(
    'aria-valuetext',
    new RegExp(`^${today.format(new Date())}.*Denials: [1-9]\\d*\\. Sign-ins: [1-9]\\d*`),
  )
  await page.keyboard.press('ArrowLeft')
  const yesterday = today.format(new Date(Date.now() - day))
  await expect(chart).toHaveAttribute('aria-valuetext', new RegExp(`^${yesterday}`))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/audit\?since=.*T23%3A00%3A00.000Z&until=|\/audit\?since=.*T22%3A00/)
  await page.goBack()
  await week.getByText('As a table').click()
  await expect(week.getByRole('row')).toContainText([/Day/, ...Array.from({ length: 7 }, () => /\d/)])
  await expectAccessible(page)
})

test('open sessions are counted, and who can still be phished is told', async ({ page, admin: _admin }) => {
  await page.goto('/')
  await expect(page.getByRole('region', { name: 'Live now' })).toContainText(
    /[1-9]\d* open sessions? of [1-9]/,
  )
  const weak = attention(page).getByRole('listitem').filter({ hasText: 'without a passkey' })
  await expect(weak).toContainText('Grace Hopper')
  await weak.getByRole('link', { name: 'See who' }).click()
  await expect(page).toHaveURL(/\/access\/users/)
})

test('who may see nothing but the own account sees who they are and how they signed in', async ({
  house,
  page,
}) => {
  const person = await enrol(house, page.request, ['User'])
  await page.goto('/')
  const you = page.getByRole('region', { name: 'You', exact: true })
  await expect(you).toContainText(person.name)
  await expect(you).toContainText(person.email)
  await expect(you).toContainText('Analytical Engines')
  const signIns = page.getByRole('region', { name: 'Your last sign-ins' })
  await expect(signIns.getByRole('listitem')).toContainText(['Signed in from'])
  await expect(page.getByText('policies are on')).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'The last seven days' })).toHaveCount(0)
  await expectAccessible(page)
  await you.getByRole('link', { name: 'Your account' }).click()
  await expect(page).toHaveURL(/\/account$/)
})

test('what could not be looked at is said, with a way to try again', async ({ page, admin: _admin }) => {
  await page.route('**/api/policies?*', (route) => route.abort())
  await page.route('**/api/audit-logs/activity?*', (route) => route.abort())
  await page.goto('/')
  await expect(attention(page).getByRole('alert')).toContainText('The policies could not be read')
  await expect(page.getByText('Nothing needs attention')).toHaveCount(0)
  const week = page.getByRole('region', { name: 'The last seven days' })
  await expect(week.getByRole('alert')).toContainText('The last seven days could not be read')
  await expectAccessible(page)
  await page.unrouteAll()
  await week.getByRole('button', { name: 'Try again' }).click()
  await expect(week.getByRole('slider')).toBeVisible()
  await attention(page).getByRole('button', { name: 'Try again' }).click()
  await expect(attention(page)).toContainText('3 policies are on.')
})

test('at 400 pixels nothing of the overview sticks out', async ({ house, page, admin: _admin }) => {
  await house.ask('POST', '/api/policies', ours('A rule with a rather long name', { enabled: false }))
  await page.setViewportSize({ width: 400, height: 860 })
  await page.goto('/')
  await expect(page.getByRole('slider')).toBeVisible()
  await expect(page.getByText('A rule with a rather long name is off')).toBeVisible()
  await expectNoSideways(page)
  await expectAccessible(page)
})

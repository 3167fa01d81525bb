import { enrol } from './people.ts'
import { expect, expectAccessible, expectNoSideways, test } from './sallyport.ts'

test('a token is made, shown once, works with its roles, and is revoked', async ({
  page,
  house,
  admin: _admin,
}) => {
  await page.goto('/account/tokens')
  await expect(page.getByRole('heading', { name: 'No tokens yet' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'New token' }).click()
  await expect(page).toHaveURL(/new=true/)
  const make = page.getByRole('button', { name: 'Make token' })
  await expect(make).toHaveAccessibleDescription('First say what it is for.')
  await page.getByRole('textbox', { name: 'Name' }).fill('Nightly backup')
  await page.getByRole('checkbox', { name: /^Viewer/ }).check()
  await page.getByText('Until a date').click()
  await expect(make).toHaveAccessibleDescription('First choose its last day.')
  await expectAccessible(page)
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Name' }), 'what was typed is kept').toHaveValue(
    'Nightly backup',
  )
  await page.getByRole('checkbox', { name: /^Viewer/ }).check()
  await page.getByText('30 days').click()
  await make.click()

  const made = page.getByRole('region', { name: '“Nightly backup” is ready' })
  await expect(made).toBeFocused()
  const token = (await made.getByRole('button', { name: /^Copy token spt_/ }).getAttribute('title')) ?? ''
  await expect(made.getByRole('group', { name: 'Try it out' })).toHaveText(
    `curl -H 'Authorization: Bearer ${token}' ${house.url}/api/auth/me`,
  )
  await expectAccessible(page)
  const asks = async (path: string) =>
    (await fetch(house.url + path, { headers: { authorization: `Bearer ${token}` } })).status
  expect(await asks('/api/policies')).toBe(200)
  await made.getByRole('button', { name: 'I have copied it' }).click()
  await expect(made).toHaveCount(0)
  await page.reload()
  const row = page.getByRole('row', { name: /Nightly backup/ })
  await expect(row).toContainText('Viewer')
  await expect(row).toContainText('just now')
  await expect(row).toContainText(/in 4 weeks|next month/)
  expect(await page.content(), 'it is told once').not.toContain(token)

  await row.getByRole('button', { name: 'Revoke Nightly backup' }).click()
  const sheet = page.getByRole('dialog', { name: 'Revoke “Nightly backup”?' })
  await expect(sheet).toContainText('It carries Viewer.')
  await expect(sheet).toContainText('It was used within the last day')
  await expectAccessible(page)
  await sheet.getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('“Nightly backup” no longer works.')).toBeVisible()
  await expect(row).toHaveCount(0)
  expect(await asks('/api/policies')).toBe(401)
})

test('one gives no more roles than one holds, and sees one’s own', async ({ page, house, elsewhere }) => {
  await house.ask('POST', '/api/tokens', { name: 'Of the service', roles: [] })
  await enrol(house, page.request, ['Viewer'])
  await page.goto('/account/tokens?new=true&whose=everybody')
  await expect(page.getByRole('checkbox')).toHaveCount(1)
  await expect(page.getByRole('radio', { name: 'Everybody’s' })).toHaveCount(0)
  await expect(page.getByText('Of the service')).toHaveCount(0)

  await enrol(house, elsewhere.request, ['Super Admin'])
  const all = await elsewhere.newPage()
  await all.goto(`${house.url}/account/tokens?whose=everybody`)
  await expect(all.getByRole('row', { name: /Of the service/ })).toContainText('A service')
  await all.getByText('Mine', { exact: true }).click()
  await expect(all.getByText('Of the service')).toHaveCount(0)
  await expect(all).toHaveURL(/\/account\/tokens$/)
})

test('at 400 pixels the table becomes cards', async ({ page, house, admin: _admin }) => {
  await house.ask('POST', '/api/tokens', { name: 'A name that goes on for a while', roles: ['Viewer'] })
  await page.setViewportSize({ width: 400, height: 860 })
  await page.goto('/account/tokens?whose=everybody')
  await expect(page.getByText('A name that goes on for a while').first()).toBeVisible()
  await expectNoSideways(page)
  await expectAccessible(page)
})

import { hours } from './drawn-policies.ts'
import type { House } from './house.ts'
import { enrol } from './people.ts'
import { expect, test } from './sallyport.ts'
import { eachLook } from './screenshots.ts'
import { openTamperedHouse } from './tampering.ts'

eachLook(({ shoot }) => {
  test('audit', async ({ house, page, admin, elsewhere }) => {
    await happenings(house)
    await page.goto('/audit')
    await expect(page.getByRole('row').nth(5)).toBeVisible()
    await expect(page.getByRole('slider')).toBeVisible()
    await shoot(page, 'audit')
    await page.getByRole('slider').focus()
    await page.keyboard.press('Shift+ArrowLeft')
    await page.keyboard.press('Shift+ArrowLeft')
    await shoot(page, 'audit-chart', false)
    await page.keyboard.press('Escape')
    const { id } = await newestEvent(house, 'action=update_policy')
    await page.goto(`/audit?hours=24&event=${id}`)
    await expect(page.getByText('Related events')).toBeVisible()
    await shoot(page, 'audit-event', false)
    const refused = await newestEvent(house, 'outcome=failure')
    await page.goto(`/audit?outcome=failure&action=create_policy&actor=${admin.email}&event=${refused.id}`)
    await expect(page.getByText('The decision')).toBeVisible()
    await shoot(page, 'audit-refused')
    await page.goto('/audit?q=nothing+like+it')
    await expect(page.getByText('No event fits')).toBeVisible()
    await shoot(page, 'audit-none-fit')
    await page.goto('/audit?hours=all')
    await page.getByRole('radio', { name: 'Custom' }).check({ force: true })
    await shoot(page, 'audit-custom-range', false)
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('menuitem', { name: 'Save this view' }).click()
    await page.getByLabel('Name').fill('Refusals of the week')
    await shoot(page, 'audit-save-view', false)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: 'Views' }).click()
    await expect(page.getByRole('menuitem', { name: /Refusals of the week/ }).first()).toBeVisible()
    await shoot(page, 'audit-views', false)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Export' }).click()
    await expect(page.getByRole('menuitem', { name: /rows/ })).toHaveCount(2)
    await shoot(page, 'audit-export', false)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Verify', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Verify' }).click()
    await expect(page.getByText('Nothing was altered')).toBeVisible()
    await shoot(page, 'audit-verify', false)
    await page.goto('/audit')
    await expect(page.getByRole('row').nth(5)).toBeVisible()
    await page.emulateMedia({ media: 'print' })
    await shoot(page, 'audit-print')
    await page.emulateMedia({ media: 'screen' })

    await page.context().clearCookies()
    await enrol(house, page.request, ['User'])
    await page.goto('/audit')
    await expect(page.getByText('You see your own events')).toBeVisible()
    await expect(page.getByRole('row').nth(1)).toBeVisible()
    await shoot(page, 'audit-own')
    expect(elsewhere.pages()).toEqual([])
  })

  test('a log that was altered', async ({ page }) => {
    const house = await openTamperedHouse()
    try {
      await enrol(house, page.request, ['Super Admin'])
      await page.goto(`${house.url}/audit?hours=1`)
      await page.getByRole('button', { name: 'Verify', exact: true }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Verify' }).click()
      await expect(page.getByText('The log was tampered with')).toBeVisible()
      await shoot(page, 'audit-tampered', false)
      await page.getByRole('link', { name: 'Show that event' }).click()
      await page.getByRole('button', { name: 'Verify around this' }).click()
      await expect(page.getByText('The log was tampered with')).toBeVisible()
      await page.getByText('The log was tampered with').scrollIntoViewIfNeeded()
      await shoot(page, 'audit-tampered-event', false)
      await page.goto(house.url)
      await expect(page.getByText('The audit log does not fit')).toBeVisible()
      await expect(page.getByRole('slider')).toBeVisible()
      await shoot(page, 'overview-tampered')
    } finally {
      await house.close()
    }
  })
})

/** Changes and refusals, so that the audit log has something to show. */
async function happenings(house: House): Promise<void> {
  const { id } = (await house.ask('POST', '/api/policies', hours())) as { id: string }
  await house.ask('PATCH', `/api/policies/${id}?reason=Agreed+with+the+auditors`, {
    description: 'Auditors sign in from the agreed day.',
    priority: 20,
  })
  await house.ask('PATCH', `/api/policies/${id}`)
  for (const email of ['eve@example.org', 'mallory@example.org', 'eve@example.org']) {
    await fetch(`${house.url}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: 'a guess of somebody else' }),
    })
  }
  const { token } = (await house.ask('POST', '/api/tokens', {
    name: 'Nightly report',
    roles: ['Viewer'],
  })) as {
    token: string
  }
  await fetch(`${house.url}/api/policies`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(hours()),
  })
}

async function newestEvent(house: House, query: string): Promise<{ id: string }> {
  const [newest] = (await house.ask('GET', `/api/audit-logs?${query}&limit=1`)) as { id: string }[]
  if (!newest) throw new Error(`Nothing in the audit log fits ${query}`)
  return newest
}

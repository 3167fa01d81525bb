import type { Page } from '@playwright/test'
import { invite } from './people.ts'
import { expect, expectAccessible, test } from './sallyport.ts'

test('the palette finds pages, people, policies, one’s own account and settings, in groups', async ({
  house,
  page,
  admin: _admin,
}) => {
  const { email } = await invite(house, ['Viewer'], 'Katherine Johnson')
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  const find = page.getByRole('combobox')
  const group = (name: string) => page.getByRole('group', { name, exact: true }).getByRole('option')
  await expect(group('Go to')).toContainText(['Overview', 'Policies', 'Users', 'Audit'])
  await expect(group('Policies')).not.toHaveCount(0)
  await expectAccessible(page)

  await find.fill('katherine')
  await expect(group('People')).toContainText(email)
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/access\/users\/[^/]+$/)

  await page.keyboard.press('ControlOrMeta+k')
  await find.fill('dark')
  await expect(page.getByRole('option', { selected: true })).toContainText('Theme: Dark')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')

  await page.keyboard.press('ControlOrMeta+k')
  await find.fill('español')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('lang', 'es')
})

test('g and a letter lead to a noun; ? lists the keys of the page at hand; letters can be off', async ({
  page,
  admin: _admin,
}) => {
  await page.goto('/policies')
  await expect(page.getByRole('article')).toHaveCount(3)
  for (const [letter, title] of [
    ['o', 'Overview'],
    ['u', 'Users'],
    ['a', 'Audit'],
    ['p', 'Policies'],
  ] as const) {
    await go(page, letter, title)
  }
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keyboard' })
  await expect(keys).toContainText('Next policy')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await go(page, 'o', 'Overview')
  await page.keyboard.press('?')
  await expect(keys).toContainText('Go to')
  await expect(keys).not.toContainText('Next policy')
  await keys.getByLabel('Single-letter keys').uncheck()
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('p')
  await page.waitForTimeout(300)
  await expect(page).toHaveTitle('Overview · Sallyport')
})

/** The two must come within a second of each other, which a busy machine may not manage at once. */
async function go(page: Page, letter: string, title: string): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('g')
    await page.keyboard.press(letter)
    await expect(page).toHaveTitle(`${title} · Sallyport`, { timeout: 3_000 })
  }).toPass({ timeout: 30_000 })
}

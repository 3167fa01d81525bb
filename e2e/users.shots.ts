import type { APIRequestContext } from '@playwright/test'
import { type House, openFoundedHouse } from './house.ts'
import { press } from './passkeys.ts'
import { enrol, invite, password } from './people.ts'
import { expect, test } from './sallyport.ts'
import { eachLook } from './screenshots.ts'

eachLook(({ shoot }) => {
  test('users', async ({ page, elsewhere }) => {
    const house = await openFoundedHouse(password)
    try {
      await enrol(house, page.request, ['Super Admin'])
      const people = await employ(house, elsewhere.request)
      await page.goto(`${house.url}/access/users`)
      await expect(page.getByRole('row', { name: /Lise Meitner/ })).toBeVisible()
      await shoot(page, 'users')
      await page.goto(`${house.url}/access/users?q=nobody+of+that+name`)
      await expect(page.getByText('Nobody fits')).toBeVisible()
      await shoot(page, 'users-none-fit')

      await page.goto(`${house.url}/access/users?invite=true`)
      await expect(page.getByRole('button', { name: 'Make the invitation' })).toBeVisible()
      await shoot(page, 'users-invite-empty', false)
      await page.getByLabel('E-mail').fill('hedy@example.org')
      await page.getByLabel('Name', { exact: true }).fill('Hedy Lamarr')
      await press(page, 'Add a role')
      await page.getByRole('combobox', { name: 'Role' }).last().selectOption('Analyst')
      await page.getByText('Dates and scope').click()
      await page.getByLabel('Until').fill('2099-01-01T00:00')
      await page.getByLabel('Only types').fill('device')
      await shoot(page, 'users-invite', false)
      await press(page, 'Make the invitation')
      await expect(page.getByText(/\/register#invitation=/)).toBeVisible()
      await shoot(page, 'users-invited', false)

      const at = async (id: string) => {
        await page.goto(`${house.url}/access/users/${id}`)
        await expect(page.getByRole('region', { name: 'Open sessions' }).getByText('since')).toBeVisible()
      }
      await at(people.katherine)
      await shoot(page, 'user')
      await press(page, 'Change roles')
      await press(page, 'Add a role')
      await page.getByText('Dates and scope').last().click()
      await shoot(page, 'user-roles', false)
      await page.keyboard.press('Escape')
      await press(page, 'End all sessions')
      await shoot(page, 'user-end-sessions', false)
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: /^Remove/ }).click()
      await shoot(page, 'user-remove-factor', false)
      await page.keyboard.press('Escape')
      await press(page, 'More actions')
      await expect(page.getByRole('menuitem', { name: 'Disable' })).toBeVisible()
      await shoot(page, 'user-menu', false)
      await page.getByRole('menuitem', { name: 'Disable' }).click()
      await page.getByLabel('Reason').fill('Left the company')
      await shoot(page, 'user-disable', false)
      await page.keyboard.press('Escape')
      await press(page, 'Start a reset')
      await shoot(page, 'user-reset', false)
      await page.getByLabel('Reason').fill('The phone was stolen')
      await page.getByRole('checkbox', { name: /^Second factors/ }).check()
      await press(page, 'Start the reset')
      await expect(page.getByText(/\/reset#token=/)).toBeVisible()
      await shoot(page, 'user-reset-link', false)
      await press(page, 'Done')
      await expect(page.getByText('A reset was started')).toBeVisible()
      await shoot(page, 'user-being-reset')

      await page.goto(`${house.url}/access/users/${people.mary}`)
      await expect(page.getByText('Too many failed attempts')).toBeVisible()
      await shoot(page, 'user-locked')
      await page.getByRole('button', { name: 'Unlock' }).click()
      await shoot(page, 'user-unlock', false)
      await page.goto(`${house.url}/access/users/${people.lise}`)
      await expect(page.getByText('The invitation was not accepted yet.')).toBeVisible()
      await shoot(page, 'user-invited')
      await page.goto(`${house.url}/access/users/there-is-nobody`)
      await expect(page.getByRole('alert')).toBeVisible()
      await shoot(page, 'user-missing', false)

      await page.evaluate(() => localStorage.setItem('sallyport.language', 'es'))
      await page.goto(`${house.url}/access/users`)
      await expect(page.getByRole('row', { name: /Lise Meitner/ })).toBeVisible()
      await shoot(page, 'users-es')
      await page.goto(`${house.url}/access/users/${people.mary}`)
      await expect(page.getByText('Demasiados intentos')).toBeVisible()
      await shoot(page, 'user-locked-es')
    } finally {
      await house.close()
    }
  })
})

/** One of each kind: with sessions and dated roles, locked out, invited and disabled. Their ids. */
async function employ(house: House, browser: APIRequestContext) {
  const idOf = async (email: string) => {
    const [user] = (await house.ask('GET', `/api/users?q=${encodeURIComponent(email)}`)) as { id: string }[]
    return user?.id ?? ''
  }
  const rosalind = await idOf((await enrol(house, browser, ['Viewer'], 'Rosalind Franklin')).email)
  await house.ask('PATCH', `/api/users/${rosalind}?reason=On+leave`, { state: 'disabled' })
  const lise = await idOf((await invite(house, ['Auditor', 'Analyst'], 'Lise Meitner')).email)
  const locked = await enrol(house, browser, ['Analyst'], 'Mary Somerville')
  // As after a hundred guesses, which would take their time.
  await browser.post(`${house.url}/api/auth/login`, {
    data: { email: locked.email, password: 'a guess of somebody else' },
    headers: { origin: house.url },
  })
  await house.sql('update sign_in_failures set consecutive = 100 where user_id = $1', [
    await idOf(locked.email),
  ])
  const katherine = await idOf((await enrol(house, browser, ['Auditor'], 'Katherine Johnson')).email)
  await house.ask('PATCH', `/api/users/${katherine}`, {
    roles: [
      'Auditor',
      { name: 'Analyst', scope: { types: ['device'] }, valid_until: '2099-01-01T00:00:00Z' },
      { name: 'Viewer', valid_from: '2098-01-01T00:00:00Z' },
    ],
  })
  return { katherine, lise, mary: await idOf(locked.email), rosalind }
}

import { hours } from './drawn-policies.ts'
import { openFoundedHouse } from './house.ts'
import { enrol, password } from './people.ts'
import { defaults, expect, test } from './sallyport.ts'
import { eachLook } from './screenshots.ts'

eachLook(({ shoot }) => {
  test('the overview', async ({ page, elsewhere }) => {
    const house = await openFoundedHouse(password)
    try {
      await enrol(house, page.request, ['Super Admin'])
      await page.goto(house.url)
      await expect(page.getByRole('slider')).toBeVisible()
      await shoot(page, 'overview-new')
      await house.ask('PATCH', `/api/policies/${defaults.mfa}?reason=The+phones+are+replaced`)
      await house.ask('POST', '/api/policies', { ...hours(), enabled: false })
      for (let attempt = 0; attempt < 4; attempt += 1)
        await elsewhere.request.post(`${house.url}/api/auth/login`, {
          data: { email: 'ada@example.org', password: 'a guess of somebody else' },
          headers: { origin: house.url },
        })
      await page.reload()
      await expect(page.getByText('MFA Required is off')).toBeVisible()
      await expect(page.getByRole('slider')).toBeVisible()
      await shoot(page, 'overview')
      await page.getByRole('slider').focus()
      await page.getByText('As a table').click()
      await page.getByRole('slider').focus()
      await shoot(page, 'overview-week-table')
      await page.keyboard.press('ControlOrMeta+k')
      await expect(page.getByRole('combobox')).toBeVisible()
      await shoot(page, 'palette-groups', false)
      await page.getByRole('combobox').fill('lovelace')
      await expect(page.getByRole('option', { name: /Ada Lovelace/ })).toBeVisible()
      await shoot(page, 'palette-people', false)
      await page.getByRole('combobox').fill('no such thing')
      await expect(page.getByRole('option')).toHaveCount(0)
      await shoot(page, 'palette-nothing', false)
      await page.evaluate(() => localStorage.setItem('sallyport.language', 'es'))
      await page.goto(house.url)
      await expect(page.getByRole('slider')).toBeVisible()
      await shoot(page, 'overview-es')

      await page.evaluate(() => localStorage.removeItem('sallyport.language'))
      await page.context().clearCookies()
      await enrol(house, page.request, ['User'], 'Emmy Noether')
      await page.goto(house.url)
      await expect(page.getByRole('region', { name: 'You', exact: true })).toBeVisible()
      await expect(page.getByText('Signed in').first()).toBeVisible()
      await shoot(page, 'overview-own')
    } finally {
      await house.close()
    }
  })
})

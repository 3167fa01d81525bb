import { enrol, password } from './people.ts'
import { expect, expectAccessible, expectNoSideways, test } from './sallyport.ts'

test('the console changes its language and back: page, dates, sentences of policies; drafts stay', async ({
  page,
  admin: _admin,
}) => {
  await page.goto('/policies/new?example=blank')
  const draft = '{ "name": "Half a thought" }'
  await page.getByLabel('Policy as JSON').fill(draft)
  await page.getByRole('button', { name: /theme and sign-out/ }).click()
  await page.getByRole('menuitemradio', { name: 'Español' }).click()

  await expect(page.getByRole('heading', { level: 1, name: 'Nueva política' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'es')
  await expect(page.getByLabel('Política como JSON')).toHaveValue(draft)
  await expectAccessible(page)

  await page.goto('/policies/pol-mfa-required')
  await expect(
    page.getByText('Exige un segundo factor para iniciar sesión; si no, se deniega.'),
  ).toBeVisible()
  const changed = page.locator('time').first()
  await expect(changed).toHaveText(/ahora mismo|hace/)
  await expect(changed).toHaveAttribute('title', /\d{1,2} \p{L}{3,4} \d{4}/u)
  await expectAccessible(page)

  await page.goto('/')
  await expect(page).toHaveTitle('Resumen · Sallyport')
  await expect(page.getByRole('slider', { name: 'Inicios de sesión y denegaciones por día' })).toBeVisible()
  await expectAccessible(page)

  await page.goto('/policies/new?example=blank')
  await page.getByRole('button', { name: /tema y cierre de sesión/ }).click()
  await page.getByRole('menuitemradio', { name: 'English' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'New policy' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(page.getByLabel('Policy as JSON')).toHaveValue(draft)
})

test('the language is chosen before one signs in, and stays', async ({ house, page, elsewhere }) => {
  const person = await enrol(house, elsewhere.request, ['Viewer'])
  await page.setViewportSize({ width: 400, height: 860 })
  await page.goto('/sign-in?to=%2Fpolicies')
  await page.getByRole('list', { name: 'Language' }).getByRole('button', { name: 'Español' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Iniciar sesión' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'es')
  await expect(page).toHaveURL(/\/sign-in\?to=/)
  await expectNoSideways(page)
  await expectAccessible(page)
  await page.getByLabel('Correo electrónico').fill(person.email)
  await page.getByLabel('Contraseña', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Iniciar sesión', exact: true }).click()
  await page.getByLabel('Código').fill(await person.app.code())
  await page.getByRole('button', { name: 'Continuar' }).click()
  await expect(page).toHaveTitle('Políticas · Sallyport')
})

test('a browser that asks for Spanish gets it without choosing', async ({ house, browser }) => {
  const context = await browser.newContext({ locale: 'es-MX' })
  const page = await context.newPage()
  await page.goto(`${house.url}/sign-in`)
  await expect(page.getByRole('heading', { level: 1, name: 'Iniciar sesión' })).toBeVisible()
  await context.close()
})

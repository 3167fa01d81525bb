import { hours } from './drawn-policies.ts'
import { openHouse } from './house.ts'
import {
  alone,
  join,
  plugInKey,
  press,
  pressAndTouch,
  setUp as makePasskey,
  signOut,
  takeBack,
  use as usePasskey,
} from './passkeys.ts'
import { enrol, givePassword, inside, invite, password } from './people.ts'
import { defaults, expect, test } from './sallyport.ts'
import { eachLook } from './screenshots.ts'

eachLook(({ theme, shoot }) => {
  test('setting up', async ({ page }) => {
    const house = await openHouse()
    try {
      await page.goto(house.setupLink)
      await page.getByLabel('Organisation').fill('Analytical Engines')
      await page.getByLabel('Your name').fill('Ada Lovelace')
      await page.getByLabel('E-mail').fill('ada@example.org')
      await page.getByLabel('Password', { exact: true }).fill('seven quiet')
      await shoot(page, 'setup')
      await page.getByLabel('Password', { exact: true }).fill(password)
      await page.getByRole('button', { name: 'Create and sign in' }).click()
      await expect(page.getByRole('heading', { name: 'Set up a second factor' })).toBeVisible()
      await shoot(page, 'enrol-passkey')
      await page.getByRole('button', { name: 'Use an authenticator app instead' }).click()
      await page.getByLabel('The six digits the app shows').fill('000000')
      await page.getByRole('button', { name: 'Confirm' }).click()
      await expect(page.getByText('That code is wrong')).toBeVisible()
      await shoot(page, 'enrol')
    } finally {
      await house.close()
    }
  })

  test('signing in', async ({ house, page, elsewhere }) => {
    const person = await enrol(house, elsewhere.request, ['Auditor'])
    await page.goto('/sign-in')
    await shoot(page, 'sign-in')
    await givePassword(page, person.email)
    await expect(page.getByLabel('Code')).toBeVisible()
    await shoot(page, 'code')
    await page.getByRole('button', { name: 'Use a recovery code' }).click()
    await page.getByLabel('Recovery code').fill(person.recoveryCodes[0] ?? '')
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page).toHaveURL(/\/enrol$/)
    await expect(page.getByRole('button', { name: 'Set up a passkey' })).toBeVisible()
    await shoot(page, 'enrol-restricted')

    await house.ask('PATCH', `/api/policies/${defaults.mfa}`)
    await house.ask('POST', '/api/policies', hours())
    await page.context().clearCookies()
    await page.goto('/sign-in')
    await givePassword(page, person.email)
    await expect(page.getByText('What would help')).toBeVisible()
    await shoot(page, 'refused')
  })

  test('passkeys', async ({ house, page }) => {
    const key = await plugInKey(page)
    await key.touches(false)
    const { email } = await join(page, house, ['Viewer'])
    await press(page, makePasskey)
    await shoot(page, 'enrol-passkey-waiting')
    await press(page, 'Cancel')
    await expect(page.getByText('No passkey was made')).toBeVisible()
    await shoot(page, 'enrol-passkey-cancelled')
    await pressAndTouch(page, key, makePasskey)
    const kept = page.getByLabel('I have kept them somewhere safe')
    await expect(kept).toBeVisible()
    await shoot(page, 'enrolled')
    const first = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').first()
    const code = await first.innerText()
    await page.emulateMedia({ media: 'print', colorScheme: theme })
    await shoot(page, 'recovery-codes-print')
    await page.emulateMedia({ media: 'screen', colorScheme: theme })
    await kept.check()
    await press(page, 'Continue')
    await inside(page)

    await key.touches(false)
    await signOut(page)
    await press(page, alone)
    await shoot(page, 'sign-in-waiting')
    await takeBack(page)
    await shoot(page, 'sign-in-cancelled')
    await givePassword(page, email)
    await expect(page.getByRole('button', { name: usePasskey })).toBeVisible()
    await shoot(page, 'confirm-passkey')
    await press(page, 'Use a recovery code')
    await page.getByLabel('Recovery code').fill(code)
    await press(page, 'Continue')
    await expect(page).toHaveURL(/\/enrol$/)
    await key.swap({ synced: true })
    await press(page, makePasskey)
    await expect(page.getByText('It is synced')).toBeVisible()
    await shoot(page, 'enrolled-another')

    await page.context().clearCookies()
    await page.addInitScript(() => Reflect.deleteProperty(window, 'PublicKeyCredential'))
    await page.goto('/sign-in')
    await page.getByRole('button', { name: alone }).hover()
    await shoot(page, 'sign-in-unsupported')
  })

  test('passkeys in Spanish', async ({ house, page }) => {
    await page.addInitScript(() => localStorage.setItem('sallyport.language', 'es'))
    const key = await plugInKey(page)
    await key.touches(false)
    const { email, name, invitation } = await invite(house, ['Viewer'])
    await page.goto(invitation.url)
    await page.getByLabel('Su nombre').fill(name)
    await page.getByLabel('Correo electrónico').fill(email)
    await page.getByLabel('Contraseña', { exact: true }).fill(password)
    await shoot(page, 'register-es')
    await press(page, 'Unirse e iniciar sesión')
    await press(page, 'Configurar una llave de acceso')
    await press(page, 'Cancelar')
    await expect(page.getByText('No se ha creado ninguna')).toBeVisible()
    await shoot(page, 'enrol-passkey-es')
    await pressAndTouch(page, key, 'Configurar una llave de acceso')
    await page.getByLabel('Los he guardado en un lugar seguro').check()
    await shoot(page, 'enrolled-es')
    await key.touches(false)
    await page.context().clearCookies()
    await page.goto('/sign-in')
    await shoot(page, 'sign-in-es')
  })
})

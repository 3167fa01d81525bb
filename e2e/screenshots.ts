import type { Page } from '@playwright/test'
import { join as path } from 'node:path'
import { hours, others } from './drawn-policies.ts'
import { type House, openHouse } from './house.ts'
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
import { enrol, giveCode, givePassword, inside, invite, password } from './people.ts'
import { expect, test } from './sallyport.ts'

// Every page in both themes and two widths, to be looked at: SCREENSHOTS=<folder> npx playwright test
const folder = process.env['SCREENSHOTS'] ?? 'test-results/screenshots'
const looks = (['light', 'dark'] as const).flatMap((theme) => [1280, 400].map((width) => ({ theme, width })))

for (const { theme, width } of looks) {
  test.describe(`${theme}, ${width} pixels`, () => {
    test.use({ colorScheme: theme, viewport: { width, height: width > 500 ? 800 : 860 } })
    test.setTimeout(180_000)

    const shoot = async (page: Page, name: string, fullPage = true) => {
      await page.waitForTimeout(250)
      await page.screenshot({ path: path(folder, `${name}-${theme}-${width}.png`), fullPage })
    }

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

      await house.ask('PATCH', '/api/policies/pol-mfa-required')
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

    test('your account', async ({ house, page, elsewhere }) => {
      const person = await enrol(house, page.request, ['Super Admin'])
      const other = await elsewhere.newPage()
      await other.goto(`${house.url}/sign-in`)
      await givePassword(other, person.email)
      await giveCode(other, await person.app.code())
      await inside(other)
      await other.goto(`${house.url}/account`)
      await other.getByRole('button', { name: 'Make a new set' }).click()
      await other.getByRole('button', { name: 'Make new codes' }).click()
      await expect(other.getByLabel('I have kept them somewhere safe')).toBeVisible()

      await plugInKey(page)
      await page.goto('/account')
      await press(page, 'Add a passkey')
      await shoot(page, 'account-add-passkey')
      await press(page, makePasskey)
      await press(page, 'Done')
      await expect(page.getByText('On one device only')).toBeVisible()
      await shoot(page, 'account')
      await page.getByRole('button', { name: 'Remove Authenticator app' }).click()
      await shoot(page, 'account-remove-factor', false)
      await page.goto('/account?open=app')
      await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible()
      await shoot(page, 'account-add-app')
      await page.goto('/account?open=codes')
      await press(page, 'Make new codes')
      await expect(page.getByLabel('I have kept them somewhere safe')).toBeVisible()
      await shoot(page, 'account-codes')
      await page.goto('/account?open=password')
      await page.getByLabel('Current password').fill('not my password')
      await page.getByLabel('New password').fill('seven quiet otters swim')
      await page.getByRole('button', { name: 'Change password', exact: true }).click()
      await expect(page.getByText('That is not your current password.')).toBeVisible()
      await shoot(page, 'account-password')
      await page.goto('/account/sessions')
      await expect(page.getByText('This session')).toBeVisible()
      await shoot(page, 'account-sessions')
      await page.getByRole('button', { name: /^End the session of/ }).click()
      await shoot(page, 'account-end-session', false)
      await page.goto('/account/sessions')
      await page.getByRole('link', { name: 'That wasn’t me' }).first().click()
      await expect(page.getByRole('region', { name: 'Secure your account' })).toBeVisible()
      await shoot(page, 'account-not-me')

      await page.goto('/account/tokens?new=true')
      await page.getByRole('textbox', { name: 'Name' }).fill('Nightly backup')
      await page.getByRole('checkbox', { name: /^Viewer/ }).check()
      await shoot(page, 'tokens-new')
      await press(page, 'Make token')
      await expect(page.getByRole('button', { name: 'I have copied it' })).toBeVisible()
      await shoot(page, 'tokens-made')
      await page.goto('/account/tokens?whose=everybody')
      await expect(page.getByText('Nightly backup').first()).toBeVisible()
      await shoot(page, 'tokens')
      await page.getByRole('button', { name: 'Revoke Nightly backup' }).first().click()
      await shoot(page, 'tokens-revoke', false)
    })

    test('policies', async ({ house, page, admin }) => {
      expect(admin.email).toContain('@')
      await page.goto('/policies')
      await expect(page.getByRole('article')).toHaveCount(3)
      await shoot(page, 'policies')
      for (const policy of others) await house.ask('POST', '/api/policies', policy)
      const { id } = (await house.ask('POST', '/api/policies', hours())) as { id: string }
      await page.goto('/policies')
      await expect(page.getByRole('article')).toHaveCount(9)
      await shoot(page, 'policies-all-types')
      await page.getByTestId('policy-pol-mfa-required').getByRole('switch').click()
      await expect(page.getByText(/open session/)).toBeVisible()
      await shoot(page, 'switch-sheet', false)
      await page.getByLabel('Reason').fill('The phones are being replaced')
      await page.getByRole('button', { name: 'Disable' }).click()
      await expect(page.getByText('MFA Required is disabled.')).toBeVisible()
      await shoot(page, 'switched', false)
      await page.goto('/policies?q=nothing+like+it')
      await shoot(page, 'policies-none-fit', false)
      await page.goto('/policies')
      await expect(page.getByRole('article')).toHaveCount(9)
      await page.keyboard.press('ControlOrMeta+k')
      await page.getByRole('combobox').fill('mfa')
      await shoot(page, 'palette', false)
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible()
      await shoot(page, 'keyboard', false)

      await page.goto('/policies/pol-mfa-required')
      await shoot(page, 'policy')
      await page.goto('/policies/pol-network-zero-trust')
      await shoot(page, 'policy-network')
      await page.goto('/policies/pol-mfa-required?view=json')
      await shoot(page, 'policy-json')
      await page.goto('/policies/pol-mfa-required?view=history')
      await expect(page.getByText('The phones are being replaced').first()).toBeVisible()
      await shoot(page, 'policy-history')
      await page.getByRole('button', { name: 'More actions' }).click()
      await page.getByRole('menuitem', { name: 'Delete' }).click()
      await shoot(page, 'policy-delete', false)
      await page.goto('/policies/there-is-none')
      await shoot(page, 'policy-missing', false)

      await page.goto('/policies/new?example=hours')
      await expect(page.getByText('Nothing to settle')).toBeVisible()
      await shoot(page, 'policy-new')
      await page.goto('/policies/new?example=blank')
      await expect(page.getByText('things to settle')).toBeVisible()
      await shoot(page, 'policy-new-faults')
      await page.goto(`/policies/${id}/edit`)
      const editor = page.getByLabel('Policy as JSON')
      await editor.fill((await editor.inputValue()).replace('weekdays only', 'working days only'))
      await shoot(page, 'policy-edit')
      await house.ask('PATCH', `/api/policies/${id}`, { priority: 10 })
      await page.getByRole('button', { name: 'Save' }).click()
      await expect(page.getByText('Somebody else saved it first')).toBeVisible()
      await shoot(page, 'policy-conflict')
    })

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
  })
}

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

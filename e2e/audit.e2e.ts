import type { Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import type { House } from './house.ts'
import { enrol } from './people.ts'
import { expect, expectAccessible, expectNoSideways, test } from './sallyport.ts'

interface Entry {
  readonly id: string
  readonly action: string
  readonly resource: string
  readonly details: string
  readonly success: boolean
}

const rows = (page: Page) => page.locator('[data-row]')
const panel = (page: Page) => page.getByRole('complementary', { name: 'Event' })
const chart = (page: Page) => page.getByRole('slider', { name: 'Events over time' })
const list = async (house: House, query: string) =>
  (await house.ask('GET', `/api/audit-logs?${query}&limit=1000`)) as readonly Entry[]

/** A policy in nobody's way, changed and disabled; somebody unknown who tries to sign in. */
async function happenings(house: House): Promise<string> {
  const { id } = (await house.ask('POST', '/api/policies', {
    name: 'Quiet hours',
    description: 'For this test.',
    type: 'access',
    rules: ['Nobody works at night'],
  })) as { id: string }
  await house.ask('PATCH', `/api/policies/${id}?reason=Agreed+on+Monday`, {
    description: 'Nobody works at night, on Sundays neither.',
  })
  await house.ask('PATCH', `/api/policies/${id}`)
  await guess(house)
  return id
}

async function guess(house: House): Promise<void> {
  await fetch(`${house.url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'eve@example.org', password: 'a guess of somebody else' }),
  })
}

test('filters live in the address: facets, text and range; what doesn’t fit there is dropped', async ({
  house,
  page,
  admin: _admin,
}) => {
  const id = await happenings(house)
  await page.goto('/audit?outcome=perhaps&hours=soon&action=toggle_policy')
  await expect(page).toHaveURL(/\/audit\?action=[^&]*toggle_policy[^&]*$/)
  await expect(rows(page).first()).toHaveText('Policy disabled')
  const chip = page.getByRole('button', { name: 'Remove the filter Action: Enable or disable policy' })
  await expect(chip).toBeVisible()

  const facets = page.getByRole('region', { name: 'Filters' })
  const tick = facets.getByRole('checkbox', { name: /^Enable or disable policy/ })
  await expect(tick).toBeChecked()
  const actions = facets.getByRole('group').filter({ hasText: 'Action' })
  await actions.getByRole('button', { name: /more$/ }).click()
  await facets.getByRole('checkbox', { name: /^Change policy/ }).check()
  await expect(page).toHaveURL(/toggle_policy.*update_policy/)
  await expect(rows(page).filter({ hasText: 'changed: description' }).first()).toBeVisible()
  await facets.getByRole('button', { name: 'Only Change policy' }).focus()
  await page.keyboard.press('Enter')
  await expect(tick).not.toBeChecked()
  await expect(page).toHaveURL(/\?action=(?!.*toggle)[^&]*update_policy[^&]*$/)
  await expectAccessible(page)

  await page.getByRole('button', { name: /Remove the filter Action/ }).click()
  await facets.getByRole('checkbox', { name: /^Refused or failed/ }).check()
  await expect(page).toHaveURL(/\?outcome=failure$/)
  const failures = await list(house, 'outcome=failure')
  await expect(rows(page)).toHaveText(failures.map(({ details }) => details))
  await page.goBack()
  await expect(page).not.toHaveURL(/outcome/)

  await page.keyboard.press('/')
  await page.keyboard.type('on monday')
  await expect(page).toHaveURL(/q=on(\+|%20)monday/)
  await expect(rows(page)).toHaveText([/Quiet hours.* changed: description/])
  await page.getByRole('radio', { name: 'Hour' }).check({ force: true })
  await expect(page).toHaveURL(/hours=1/)
  await page.reload()
  await expect(page.getByRole('searchbox')).toHaveValue('on monday')
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(page).toHaveURL(/\/audit\?hours=1$/)
  await page.goto(`/audit?resource=policy%3A${id}&q=unheard-of`)
  await expect(page.getByRole('heading', { name: 'No event fits' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Clear filters' }).last().click()
  await expect(rows(page).first()).toBeVisible()
})

test('a range of one’s own says whose times it means, and refuses what is no range', async ({
  page,
  admin: _admin,
}) => {
  await page.goto('/audit')
  await page.getByRole('radio', { name: 'Custom' }).check({ force: true })
  await expect(page.getByText('Times are those of Europe/Madrid')).toBeVisible()
  await page.getByLabel('From').fill('2026-03-02T10:00')
  await page.getByLabel('Before').fill('2026-03-01T10:00')
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(page.getByText('“From” must come before “Before”.')).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Before').fill('2026-03-02T12:00')
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(page).toHaveURL(/since=2026-03-02T09%3A00%3A00.000Z&until=2026-03-02T11%3A00%3A00.000Z/)
  await expect(page.getByRole('heading', { name: 'Nothing happened in this time' })).toBeVisible()
  await page.getByRole('button', { name: 'Look at all there is' }).click()
  await expect(page).toHaveURL(/\/audit\?hours=all$/)
  await expect(rows(page).first()).toBeVisible()
})

test('the chart is walked by the keyboard, says each bar, and a choice of bars is a choice of time', async ({
  house,
  page,
  admin: _admin,
}) => {
  await guess(house)
  await page.goto('/audit?hours=1')
  await chart(page).focus()
  await expect(chart(page)).toHaveAttribute('aria-valuetext', /Refused or failed: \d+. Done: \d+$/)
  const last = Number(await chart(page).getAttribute('aria-valuenow'))
  await page.keyboard.press('ArrowLeft')
  await expect(chart(page)).toHaveAttribute('aria-valuenow', String(last - 1))
  await page.keyboard.press('Home')
  await expect(chart(page)).toHaveAttribute('aria-valuenow', '0')
  await page.keyboard.press('End')
  await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('Shift+ArrowLeft')
  await expect(chart(page)).toHaveAttribute('aria-valuetext', /3 bars chosen/)
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(chart(page)).not.toHaveAttribute('aria-valuetext', /chosen/)
  await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/since=.*until=/)
  await expect(page.getByRole('radio', { name: 'Custom' })).toBeChecked()
  await expect(page.getByLabel('From')).not.toHaveValue('')
  await page.goBack()
  await expect(page).toHaveURL(/hours=1$/)

  const box = await chart(page).boundingBox()
  if (!box) throw new Error('The chart has no place')
  await page.mouse.move(box.x + 5, box.y + 20)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2, box.y + 30, { steps: 4 })
  await page.mouse.up()
  await expect(page).toHaveURL(/since=.*until=/)

  await page.getByText('As a table').click()
  const table = page.getByRole('region', { name: 'Events over time: As a table' })
  await expect(table.getByRole('columnheader')).toHaveText(['Time', 'Refused or failed', 'Done', 'Total'])
  await expect(table.getByRole('row').nth(2)).toBeVisible()
  await expectAccessible(page)
})

test('an event in full: facts, before and after, what belongs to it, its place in the chain', async ({
  house,
  page,
  admin: _admin,
}) => {
  const id = await happenings(house)
  const [, changed] = await list(house, `resource=policy:${id}`)
  await page.goto(`/audit?resource=policy%3A${id}`)
  await expect(rows(page)).toHaveCount(3)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(rows(page).nth(1)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`event=${changed?.id ?? ''}`))
  const event = panel(page)
  await expect(event.getByRole('heading', { name: 'Event', exact: true })).toBeFocused()
  await expect(event).toContainText('“Quiet hours” changed: description')
  await expect(event).toContainText('Reason given: Agreed on Monday')
  await expect(event.locator('del')).toContainText('For this test.')
  await expect(event.locator('ins')).toContainText('on Sundays neither')
  await expect(event.getByRole('heading', { name: 'On the same resource, within a day' })).toBeVisible()
  await expect(event.getByRole('link', { name: 'Policy disabled' })).toBeVisible()
  await expectAccessible(page)

  await event.getByRole('button', { name: /Copy Id/ }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(changed?.id)
  await event.getByRole('button', { name: 'Verify around this' }).click()
  await expect(event.getByText('Nothing was altered')).toBeVisible()

  await event.getByRole('link', { name: 'Policy disabled' }).click()
  await expect(event.getByText('Policy disabled').first()).toBeVisible()
  await expect(event.locator('ins')).toHaveText('false')
  await expect(event.getByRole('heading', { name: 'Event', exact: true })).toBeFocused()
  await page.keyboard.press('j')
  await expect(event).toContainText('changed: description')
  await page.reload()
  await expect(event).toContainText('changed: description')
  // The focus goes back to a row, once there is one.
  await expect(rows(page).nth(1)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(event).toHaveCount(0)
  await expect(rows(page).nth(1)).toBeFocused()

  await rows(page).first().click()
  await event.getByRole('button', { name: 'Only events with Action toggle_policy' }).click()
  await expect(page).toHaveURL(/action=[^&]*toggle_policy/)
  await event.getByRole('link', { name: `Open ${id}` }).click()
  await expect(page).toHaveURL(new RegExp(`/policies/${id}$`))
  await page.goBack()
  await expect(rows(page).first()).toBeVisible()
  await page.goto('/audit?event=there-is-none')
  await expect(panel(page).getByText('There is no such event')).toBeVisible()
})

test('a view is saved by a name, opened from the menu and from the palette, deleted and brought back', async ({
  page,
  admin: _admin,
}) => {
  await page.goto('/audit?hours=24&outcome=failure')
  await page.getByRole('button', { name: 'Views' }).click()
  await expect(page.getByText('No views are saved yet.')).toBeVisible()
  await page.getByRole('menuitem', { name: 'Save this view' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save this view' })
  await expect(dialog.getByRole('button', { name: 'Save' })).toHaveAttribute('aria-disabled', 'true')
  await dialog.getByLabel('Name').fill('Refusals of the day')
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(page.getByText('The view “Refusals of the day” is saved.')).toBeVisible()

  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox').fill('refusals of')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/audit\?outcome=failure&hours=24$/)
  await page.goto('/audit')
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Refusals of the day' }).click()
  await expect(page).toHaveURL(/outcome=failure/)
  await page.getByRole('button', { name: 'Views' }).click()
  await expect(page.getByRole('menuitem', { name: 'Refusals of the day Shown now' })).toBeVisible()
  await page.getByRole('menuitem', { name: 'Delete “Refusals of the day”' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect
    .poll(async () => {
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Views' }).click()
      return page.getByRole('menuitem', { name: /^Refusals of the day/ }).count()
    })
    .toBe(1)
})

test('what is exported is exactly what is shown, and as many rows as were said', async ({
  house,
  page,
  admin: _admin,
}) => {
  const id = await happenings(house)
  await page.goto(
    `/audit?resource=${encodeURIComponent(JSON.stringify([`policy:${id}`, 'sign_in']))}&hours=1`,
  )
  const shown = page.getByRole('region', { name: 'Events, newest first' }).getByText(/^(\d+) of \1 events$/)
  await expect(shown).toBeVisible()
  const words = await rows(page).allTextContents()
  const said = `${words.length} rows`
  // What comes later is not in the list, so not in the file either.
  await guess(house)

  const fetched = async (format: string) => {
    await page.getByRole('button', { name: 'Export' }).click()
    const item = page.getByRole('menuitem', { name: format })
    await expect(item).toContainText(said)
    const [download] = await Promise.all([page.waitForEvent('download'), item.click()])
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
  }
  const jsonl = await fetched('JSON lines')
  expect(jsonl.name).toMatch(/\.jsonl$/)
  const lines = jsonl.text.trimEnd().split('\n')
  expect(lines.map((line) => (JSON.parse(line) as Entry).details)).toEqual(words)
  const csv = await fetched('CSV')
  expect(csv.name).toMatch(/\.csv$/)
  expect(csv.text.trimEnd().split('\r\n')).toHaveLength(words.length + 1)
})

test('the log is verified, all of it or the range shown', async ({ house, page, admin: _admin }) => {
  await guess(house)
  await page.goto('/audit?hours=1')
  await page.getByRole('button', { name: 'Verify', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Verify the audit log' })
  await dialog.getByRole('button', { name: 'Verify' }).click()
  await expect(dialog.getByText('Nothing was altered')).toBeVisible()
  await expect(dialog.getByText(/^\d+ entries were recomputed and all fit\.$/)).toBeVisible()
  await expect(dialog.getByText(/Last verified in whole: \d+ entries, all fit/)).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('radio', { name: 'The range shown' }).check({ force: true })
  await expect(dialog.getByText('The chain holds every entry of that time')).toBeVisible()
  await dialog.getByRole('button', { name: 'Verify again' }).click()
  await expect(dialog.getByText('Nothing was altered')).toBeVisible()
})

test('what is new is told and shown when asked; the list doesn’t move by itself, and a pause is said', async ({
  house,
  page,
  admin: _admin,
}) => {
  await page.goto('/audit')
  await expect(rows(page).first()).toBeVisible()
  const before = await rows(page).first().getAttribute('data-row')
  await guess(house)
  await expect(page.getByText('1 new event', { exact: true })).toBeVisible({ timeout: 40_000 })
  expect(await rows(page).first().getAttribute('data-row')).toBe(before)
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(rows(page).first()).not.toHaveAttribute('data-row', before ?? '')
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByText('Paused: new events are not looked for')).toBeVisible()
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByText('Watching for new events')).toBeVisible()
})

test('a long log is read on and on, and keeps its place', async ({ house, page, admin: _admin }) => {
  for (let number = 0; number < 120; number += 1) {
    await house.ask('PUT', '/api/audit-logs/views/Again', { query: { last_hours: 1 + number } })
  }
  await page.goto('/audit?action=save_audit_view')
  await expect(rows(page)).toHaveCount(100)
  await rows(page).nth(99).scrollIntoViewIfNeeded()
  await expect.poll(() => rows(page).count()).toBeGreaterThan(110)
  const far = rows(page).nth(108)
  await far.click()
  await expect(panel(page)).toContainText('Again')
  await page.keyboard.press('Escape')
  await expect(far).toBeInViewport()
  await expect(far).toBeFocused()
})

test('whoever lacks audit.read sees the own events, and is told so', async ({ house, page }) => {
  const person = await enrol(house, page.request, ['User'])
  await page.goto('/audit')
  await expect(page.getByText('You see your own events')).toBeVisible()
  await expect(rows(page).first()).toBeVisible()
  await expect(page.getByRole('cell', { name: person.email }).first()).toBeVisible()
  await expect(page.getByRole('cell', { name: 'ada@example.org' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Verify', exact: true })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await expect(page.getByRole('region', { name: 'Filters' }).getByText('Actor', { exact: true })).toHaveCount(
    0,
  )
  await expectAccessible(page)
})

test('on a narrow screen the events are cards, the filters fold up and an event is a sheet', async ({
  house,
  page,
  admin: _admin,
}) => {
  const id = await happenings(house)
  await page.setViewportSize({ width: 400, height: 860 })
  await page.goto(`/audit?resource=policy%3A${id}`)
  await expect(rows(page)).toHaveCount(3)
  await expectNoSideways(page)
  await expect(page.getByRole('checkbox', { name: /^Change policy/ })).toBeHidden()
  await page.getByRole('button', { name: 'Filters (1)' }).click()
  await expect(page.getByRole('checkbox', { name: /^Change policy/ })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Filters (1)' }).click()
  await rows(page).nth(1).click()
  const sheet = page.getByRole('dialog', { name: 'Event' })
  await expect(sheet.locator('ins')).toContainText('on Sundays neither')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
  await expect(page).not.toHaveURL(/event=/)
  await expectNoSideways(page)
})

test.describe('in Spanish', () => {
  test.use({ locale: 'es-ES' })
  test('the page speaks it', async ({ page, admin: _admin }) => {
    await page.goto('/audit')
    await expect(page.getByRole('heading', { level: 1, name: 'Auditoría' })).toBeVisible()
    await expect(page.getByRole('checkbox', { name: /^Iniciar sesión/ })).toBeVisible()
    await expect(page.getByRole('columnheader', { name: 'Resultado' })).toBeVisible()
    await expectAccessible(page)
  })
})

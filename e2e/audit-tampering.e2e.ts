import { enrol } from './people.ts'
import { expect, expectAccessible, test } from './sallyport.ts'
import { openTamperedHouse } from './tampering.ts'

test('an altered entry is named aloud: by verifying, on the overview and on its own page', async ({
  page,
}) => {
  const house = await openTamperedHouse()
  try {
    await enrol(house, page.request, ['Super Admin'])
    const { seq } = house
    const words = `Entry ${seq} was changed: its content does not give its hash`
    await page.goto(`${house.url}/audit?hours=1`)
    await page.getByRole('button', { name: 'Verify', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Verify the audit log' })
    await dialog.getByRole('button', { name: 'Verify' }).click()
    const verdict = dialog.getByRole('status')
    await expect(verdict).toContainText('The log was tampered with, or damaged')
    await expect(verdict).toContainText(`${seq - 1} entries fit; number ${seq} is the first that does not.`)
    await expect(verdict).toContainText(words)
    await expect(dialog).toContainText(`Last verified in whole: number ${seq} did not fit`)
    await expectAccessible(page)

    await verdict.getByRole('link', { name: 'Show that event' }).click()
    await expect(dialog).toHaveCount(0)
    const event = page.getByRole('complementary', { name: 'Event' })
    await expect(event).toContainText('Invited nobody')
    await event.getByRole('button', { name: 'Verify around this' }).click()
    await expect(event.getByRole('status')).toContainText(words)

    await page.goto(`${house.url}/`)
    const first = page
      .getByRole('region', { name: /attention/ })
      .getByRole('listitem')
      .first()
    await expect(first).toContainText(`The audit log does not fit from entry ${seq} on`)
    await expect(first).toContainText(words)
    await expectAccessible(page)
    await first.getByRole('link', { name: 'Show the entry' }).click()
    await expect(event).toContainText('Invited nobody')

    await page.evaluate(() => localStorage.setItem('sallyport.language', 'es'))
    await page.goto(`${house.url}/`)
    await expect(page.getByText(`La entrada ${seq} se ha cambiado: su contenido no da su hash`)).toBeVisible()
  } finally {
    await house.close()
  }
})

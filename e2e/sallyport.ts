import { AxeBuilder } from '@axe-core/playwright'
import { test as base, type BrowserContext, expect, type Page } from '@playwright/test'
import { type House, openHouse } from './house.ts'
import { enrol, password, type Person } from './people.ts'

export { expect } from '@playwright/test'

interface Fixtures {
  /** A Super Admin, signed in on `page`. */
  readonly admin: Person
  /** A browser of somebody else, with nothing in it. */
  readonly elsewhere: BrowserContext
  readonly policiesAsTheyWere: undefined
  readonly nothingBreaks: undefined
}

export const test = base.extend<Fixtures, { readonly house: House }>({
  house: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern
    async ({}, use) => {
      const house = await openHouse()
      const token = new URLSearchParams(new URL(house.setupLink).hash.slice(1)).get('token')
      const founder = { name: 'Ada Lovelace', email: 'ada@example.org', organization: 'Analytical Engines' }
      await house.ask('POST', '/api/setup', { token, password, ...founder })
      await use(house)
      await house.close()
    },
    { scope: 'worker' },
  ],
  admin: async ({ house, page }, use) => {
    await use(await enrol(house, page.request, ['Super Admin']))
  },
  elsewhere: async ({ browser }, use) => {
    const context = await browser.newContext()
    await use(context)
    await context.close()
  },
  policiesAsTheyWere: [
    async ({ house }, use) => {
      await use(undefined)
      await restore(house)
    },
    { auto: true },
  ],
  nothingBreaks: [
    async ({ page }, use) => {
      const broken: string[] = []
      page.on('pageerror', (error) => broken.push(error.message))
      page.on('console', (message) => {
        if (/Content Security Policy|React|hydrat/i.test(message.text())) broken.push(message.text())
      })
      await use(undefined)
      expect(broken).toEqual([])
    },
    { auto: true },
  ],
  baseURL: async ({ house }, use) => use(house.url),
})

export const defaults = ['pol-mfa-required', 'pol-network-zero-trust', 'pol-session-recording']

async function restore(house: House): Promise<void> {
  const policies = (await house.ask('GET', '/api/policies')) as { id: string; enabled: boolean }[]
  for (const { id, enabled } of policies) {
    if (!defaults.includes(id)) await house.ask('DELETE', `/api/policies/${id}?force=true&reason=Tidying+up`)
    else if (!enabled) await house.ask('PATCH', `/api/policies/${id}`)
  }
}

/** Axe finds nothing at WCAG 2.2 AA, in the light and in the dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.waitForTimeout(50)
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze()
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
    expect(found, `${page.url()} in the ${colorScheme}`).toEqual([])
  }
}

/** Nothing sticks out to the right. */
export async function expectNoSideways(page: Page): Promise<void> {
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(sideways, page.url()).toBeLessThanOrEqual(0)
}

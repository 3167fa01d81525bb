import { AxeBuilder } from '@axe-core/playwright'
import { test as base, type BrowserContext, expect, type Page } from '@playwright/test'
import { type House, openFoundedHouse } from './house.ts'
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
      const house = await openFoundedHouse(password)
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

/** The policies that every house begins with. */
export const defaults = {
  mfa: 'pol-mfa-required',
  network: 'pol-network-zero-trust',
  recording: 'pol-session-recording',
} as const
const ids: readonly string[] = Object.values(defaults)

async function restore(house: House): Promise<void> {
  const policies = (await house.ask('GET', '/api/policies')) as { id: string; enabled: boolean }[]
  for (const { id, enabled } of policies) {
    if (!ids.includes(id)) await house.ask('DELETE', `/api/policies/${id}?force=true&reason=Tidying+up`)
    else if (!enabled) await house.ask('PATCH', `/api/policies/${id}`)
  }
}

/** The rules whose answer the theme can change. */
const ofColours = ['color-contrast', 'link-in-text-block']

/** Axe finds nothing at WCAG 2.2 AA, in the light and in the dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await drawn(page)
    // Otherwise it opens a page of its own each time, to gather what frames found: there are none.
    const axe = new AxeBuilder({ page }).setLegacyMode()
    const { violations } = await (
      colorScheme === 'light'
        ? axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        : axe.withRules(ofColours)
    ).analyze()
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
    expect(found, `${page.url()} in the ${colorScheme}`).toEqual([])
  }
}

/** What was just changed has been drawn: the frame that was under way is not it. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
  })
}

/** Nothing sticks out to the right. */
export async function expectNoSideways(page: Page): Promise<void> {
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(sideways, page.url()).toBeLessThanOrEqual(0)
}

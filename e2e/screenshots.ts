import type { Page } from '@playwright/test'
import { join } from 'node:path'
import { test } from './sallyport.ts'

const folder = process.env['SCREENSHOTS'] ?? 'test-results/screenshots'
const looks = (['light', 'dark'] as const).flatMap((theme) => [1280, 400].map((width) => ({ theme, width })))

export interface Look {
  readonly theme: 'light' | 'dark'
  readonly shoot: (page: Page, name: string, fullPage?: boolean) => Promise<void>
}

/** Every page in both themes and two widths, to be looked at: the tests of `*.shots.ts`, once for each. */
export function eachLook(define: (look: Look) => void): void {
  for (const { theme, width } of looks) {
    test.describe(`${theme}, ${width} pixels`, () => {
      test.use({ colorScheme: theme, viewport: { width, height: width > 500 ? 800 : 860 } })
      test.setTimeout(240_000)
      define({
        theme,
        shoot: async (page, name, fullPage = true) => {
          await page.locator('h1').first().waitFor()
          // The rail stands where the window is scrolled to.
          if (fullPage) await page.evaluate(() => scrollTo(0, 0))
          await page.waitForTimeout(250)
          await page.screenshot({ path: join(folder, `${name}-${theme}-${width}.png`), fullPage })
        },
      })
    })
  }
}

import type { Page } from '@playwright/test'
import { gzipSync } from 'node:zlib'
import { expect, test } from './sallyport.ts'

interface Script {
  readonly name: string
  readonly bytes: number
  readonly text: string
}

/** Every script that the page loads until it is quiet, compressed as the wire has it. */
async function scriptsOf(page: Page, path: string): Promise<readonly Script[]> {
  const loading: Promise<Script>[] = []
  page.on('response', (response) => {
    if (!new URL(response.url()).pathname.endsWith('.js')) return
    loading.push(
      response.body().then((body) => ({
        name: new URL(response.url()).pathname,
        bytes: gzipSync(body).length,
        text: body.toString(),
      })),
    )
  })
  await page.goto(path, { waitUntil: 'networkidle' })
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  return Promise.all(loading)
}

const most = 150_000

function expectLight(scripts: readonly Script[], limit = most): void {
  const bytes = scripts.reduce((sum, script) => sum + script.bytes, 0)
  const largest = scripts.map((script) => `${script.name} ${script.bytes}`).join('\n')
  // What weighs nothing was not measured.
  expect(bytes, largest).toBeGreaterThan(50_000)
  expect(bytes, largest).toBeLessThan(limit)
}

/** A sentence that stands in the Spanish alone: the catalogues of the frame, and the engine's words. */
const spanish = [/Ir al contenido/, /si no, se deniega/]

test('the first view of the sign-in page is under 150 kB of script, without the Spanish', async ({
  page,
}) => {
  const scripts = await scriptsOf(page, '/sign-in')
  expectLight(scripts)
  for (const { text } of scripts) for (const words of spanish) expect(text).not.toMatch(words)
})

for (const path of ['/', '/policies']) {
  test(`the first view of ${path} is under 150 kB of script, without the Spanish`, async ({
    page,
    admin: _admin,
  }) => {
    const scripts = await scriptsOf(page, path)
    expectLight(scripts)
    for (const { text } of scripts) for (const words of spanish) expect(text).not.toMatch(words)
  })
}

test('who reads Spanish loads all of it at once, and it is not heavy', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('sallyport.language', 'es'))
  const scripts = await scriptsOf(page, '/sign-in')
  expectLight(scripts, most + 20_000)
  for (const words of spanish) expect(scripts.some(({ text }) => words.test(text))).toBe(true)
})

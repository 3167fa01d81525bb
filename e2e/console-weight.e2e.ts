import type { Page } from '@playwright/test'
import { gzipSync } from 'node:zlib'
import type { House } from './house.ts'
import { enrol } from './people.ts'
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

function expectLight(scripts: readonly Script[]): void {
  const bytes = scripts.reduce((sum, script) => sum + script.bytes, 0)
  const largest = scripts.map((script) => `${script.name} ${script.bytes}`).join('\n')
  // What weighs nothing was not measured.
  expect(bytes, largest).toBeGreaterThan(50_000)
  expect(bytes, largest).toBeLessThan(most)
}

/** Sentences that stand in the Spanish alone: of the frame, of each part, and the engine's words. */
const spanish = {
  frame: /Ir al contenido/,
  auth: /Usar un código de recuperación/,
  overview: /Los últimos siete días/,
  policies: /si no, se deniega/,
  users: /Ninguna persona con cuenta cumple todos estos filtros/,
}
type Part = keyof typeof spanish

const views: readonly { readonly path: string; readonly parts: readonly Part[] }[] = [
  { path: '/sign-in', parts: ['auth'] },
  { path: '/', parts: ['overview'] },
  { path: '/policies', parts: ['policies'] },
]

async function signedIn(house: House, page: Page, path: string): Promise<void> {
  if (path !== '/sign-in') await enrol(house, page.request, ['Super Admin'])
}

for (const { path, parts } of views) {
  test(`the first view of ${path} is under 150 kB of script, without the Spanish`, async ({
    house,
    page,
  }) => {
    await signedIn(house, page, path)
    const scripts = await scriptsOf(page, path)
    expectLight(scripts)
    for (const { text } of scripts)
      for (const words of Object.values(spanish)) expect(text).not.toMatch(words)
  })

  test(`in Spanish the first view of ${path} is too, with the Spanish of that page alone`, async ({
    house,
    page,
  }) => {
    await signedIn(house, page, path)
    await page.addInitScript(() => localStorage.setItem('sallyport.language', 'es'))
    const scripts = await scriptsOf(page, path)
    expectLight(scripts)
    const found = Object.entries(spanish).flatMap(([part, words]) =>
      scripts.some(({ text }) => words.test(text)) ? [part] : [],
    )
    expect(found).toEqual(Object.keys(spanish).filter((part) => ['frame', ...parts].includes(part)))
  })
}

import { afterAll, beforeAll, expect, test } from 'vitest'
import { runningSallyport, type RunningSallyport } from '../testing/running-sallyport.ts'

let sallyport: RunningSallyport
beforeAll(async () => {
  sallyport = await runningSallyport({ PUBLIC_URL: 'http://localhost:8080' })
})
afterAll(() => sallyport.close())

interface Operation {
  operationId?: string
  tags?: string[]
  summary?: string
}

const operations = async () => {
  const { body } = await sallyport.call('GET', '/api/openapi.json')
  const document = body as { openapi: string; paths: Record<string, Record<string, Operation>> }
  return { document, all: Object.values(document.paths).flatMap((path) => Object.values(path)) }
}

test('the committed document is what the routes say; `npm run generate` writes it anew', async () => {
  const { document } = await operations()
  await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot(
    '../../../../docs/reference/openapi.json',
  )
})

test('every operation has a name of its own, one noun and a summary', async () => {
  const { all } = await operations()
  expect(all.length).toBeGreaterThan(30)
  expect(new Set(all.map(({ operationId }) => operationId)).size).toBe(all.length)
  for (const { operationId, tags, summary } of all) {
    expect(operationId, JSON.stringify(summary)).toMatch(/^[a-z][A-Za-z]+$/u)
    expect(tags, operationId).toHaveLength(1)
    expect(summary, operationId).toMatch(/^[A-Z]/u)
  }
})

test('a page renders it', async () => {
  const page = await sallyport.call('GET', '/api/docs/')
  expect(page.status).toBe(200)
  expect(page.text).toContain('swagger-ui')
})

import { expect, test } from 'vitest'
import { run } from './run.ts'

async function said(...args: string[]) {
  const words = { stdout: '', stderr: '' }
  const code = await run(args, {
    stdout: { write: (text) => (words.stdout += text) },
    stderr: { write: (text) => (words.stderr += text) },
  })
  return { code, ...words }
}

test('asked for help it helps; asked for nothing it does so too, and fails', async () => {
  expect(await said('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('admin recover') })
  expect(await said()).toMatchObject({ code: 2, stdout: expect.stringContaining('admin recover') })
  expect((await said('admin', 'recover', '--help')).code).toBe(0)
})

test('a command that does not exist is named, and nothing is done', async () => {
  expect(await said('admin', 'destroy')).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('“admin destroy”'),
  })
})

import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { oneAtATime } from './one-at-a-time.ts'

test('a task begins when the one before it has ended, well or badly', async () => {
  const inTurn = oneAtATime()
  const seen: string[] = []
  const task = (name: string, milliseconds: number) => async () => {
    seen.push(`${name} begins`)
    await pause(milliseconds)
    seen.push(`${name} ends`)
    if (name === 'bad') throw new Error(name)
    return name
  }
  const all = [inTurn(task('slow', 20)), inTurn(task('bad', 5)), inTurn(task('quick', 0))]
  expect(await Promise.allSettled(all)).toMatchObject([
    { value: 'slow' },
    { status: 'rejected' },
    { value: 'quick' },
  ])
  expect(seen).toEqual(['slow begins', 'slow ends', 'bad begins', 'bad ends', 'quick begins', 'quick ends'])
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { candidate, longText } from '../../test/patterns.ts'
import { tries } from '../../test/tries.ts'
import { limits } from '../limits.ts'
import { patternOf, type PatternKind } from './cache.ts'
import { type Pattern, PatternError } from './pattern.ts'

function saved({ kind, text: pattern }: { kind: PatternKind; text: string }): Pattern | undefined {
  try {
    return patternOf(kind, pattern)
  } catch (error) {
    if (error instanceof PatternError) return undefined
    throw error
  }
}

test(
  'whatever can be saved, no match takes more than its steps, nor five milliseconds',
  { timeout: 300_000 },
  () => {
    const costly: { pattern: Pattern; input: string; name: string; used: number }[] = []
    let tried = 0
    let unknown = 0
    for (const [one, input] of fc.sample(fc.tuple(candidate, longText), {
      numRuns: tries(13_000),
      seed: 20_261_121,
    })) {
      const pattern = saved(one)
      if (pattern === undefined) continue
      tried += 1
      const steps = { left: limits.steps }
      const truth = pattern.test(input, steps)
      const used = limits.steps - steps.left
      expect(used, one.text).toBeLessThanOrEqual(limits.steps)
      if (truth === 'unknown') unknown += 1
      if (used > limits.steps / 2) costly.push({ pattern, input, name: one.text, used })
    }
    // They are no strawmen: most can be saved, and many use up what they are given.
    expect(tried).toBeGreaterThanOrEqual(tries(10_000))
    expect(unknown).toBeGreaterThan(tries(500))
    for (const { pattern, input, name } of costly.sort((a, b) => b.used - a.used).slice(0, 100)) {
      const timings = [1, 2, 3, 4, 5].map(() => {
        const start = process.cpuUsage()
        pattern.test(input)
        return process.cpuUsage(start).user / 1000
      })
      // The steps are the proof. Of the time, what else the machine does can only add to it, so the best of five counts; the
      // bound is 5 ms, and a slow machine is given four times that.
      expect(Math.min(...timings), name).toBeLessThan(20)
    }
  },
)

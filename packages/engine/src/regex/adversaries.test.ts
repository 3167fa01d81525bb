import fc from 'fast-check'
import { expect, test } from 'vitest'
import { limits } from '../limits.ts'
import { patternOf, type PatternKind } from './cache.ts'
import { type Pattern, PatternError } from './pattern.ts'

/** Patterns that stall a backtracking engine, or make many states or many threads in an automaton. */
const letter = fc.constantFrom('a', 'b', '[ab]', '.', '\\w', '\\pL', '[^c]', '(?i:k)', 'ab', 'a?', 'a*')
const times = fc.oneof(
  fc.constantFrom('*', '+', '?', '*?', '+?', '{2,}'),
  fc.integer({ min: 2, max: 60 }).map((n) => `{${n}}`),
  fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 5, max: 90 })).map(([m, n]) => `{${m},${n}}`),
)
const inner = fc.oneof(
  letter,
  fc.array(letter, { minLength: 2, maxLength: 4 }).map((all) => all.join('')),
)
const choice = fc.array(inner, { minLength: 2, maxLength: 12 }).map((all) => `(${all.join('|')})`)
const nested = fc
  .tuple(fc.oneof(inner, choice), fc.array(times, { minLength: 1, maxLength: 4 }))
  .map(([one, repeats]) => repeats.reduce((source, repeat) => `(${source})${repeat}`, one))
const ending = fc.constantFrom('', '$', 'z', 'z$', '\\b', '[^ab]', '(a|b)$')
const bomb = fc
  .tuple(fc.array(fc.oneof(nested, choice, letter), { minLength: 1, maxLength: 5 }), ending)
  .map(([parts, end]) => parts.join('') + end)
/** `(a+)+$` and all that looks like it. */
const lookAlike = fc
  .tuple(fc.constantFrom('^', ''), letter, times, times, ending)
  .map(([start, one, first, second, end]) => `${start}((${one})${first})${second}${end}`)
/** Remembers what it saw many characters ago. */
const memory = fc
  .tuple(letter, fc.integer({ min: 1, max: 700 }), ending)
  .map(([one, n, end]) => `[ab]*a(?:${one}){${n}}${end}`)
const source = fc.oneof(bomb, lookAlike, memory)

const glob = fc
  .array(fc.constantFrom('*', '**', '?', 'a', '/', '{a,b}', '{a*,**b}', '[ab]', '[!c]', '{,/**}', '**a'), {
    maxLength: 60,
  })
  .chain((parts) => fc.constantFrom('', '(p)', '(ip)').map((flags) => flags + parts.join('')))

const candidate: fc.Arbitrary<{ kind: PatternKind; text: string }> = fc.oneof(
  fc.record({ kind: fc.constantFrom('search' as const, 'whole' as const), text: source }),
  fc.record({
    kind: fc.constant('search' as const),
    text: source.map((text) => `^(?!${text})(?!b${text}).*`),
  }),
  fc.record({
    kind: fc.constantFrom('template' as const, 'subject' as const),
    text: source.map((text) => `a<${text}>b`),
  }),
  fc.record({ kind: fc.constant('glob' as const), text: glob }),
)

const size = fc.constantFrom(300, 1500, limits.input, limits.input)
const unit = fc.oneof(
  { arbitrary: fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 40 }), weight: 5 },
  {
    arbitrary: fc.array(fc.constantFrom('a', 'b', 'k', '/', 'é'), { minLength: 1, maxLength: 40 }),
    weight: 1,
  },
)
const text = fc.tuple(unit, size, fc.constantFrom('', '!', 'z')).map(
  ([part, length, end]) =>
    part
      .join('')
      .repeat(length)
      .slice(0, length - end.length) + end,
)

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
    for (const [one, input] of fc.sample(fc.tuple(candidate, text), { numRuns: 13_000, seed: 20_261_121 })) {
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
    expect(tried).toBeGreaterThanOrEqual(10_000)
    expect(unknown).toBeGreaterThan(500)
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

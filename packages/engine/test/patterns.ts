import fc from 'fast-check'
import { limits } from '../src/limits.ts'
import type { PatternKind } from '../src/regex/cache.ts'

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
export const adversary = fc.oneof(bomb, lookAlike, memory)

const glob = fc
  .array(fc.constantFrom('*', '**', '?', 'a', '/', '{a,b}', '{a*,**b}', '[ab]', '[!c]', '{,/**}', '**a'), {
    maxLength: 60,
  })
  .chain((parts) => fc.constantFrom('', '(p)', '(ip)').map((flags) => flags + parts.join('')))

export const candidate: fc.Arbitrary<{ kind: PatternKind; text: string }> = fc.oneof(
  fc.record({ kind: fc.constantFrom('search' as const, 'whole' as const), text: adversary }),
  fc.record({
    kind: fc.constant('search' as const),
    text: adversary.map((text) => `^(?!${text})(?!b${text}).*`),
  }),
  fc.record({
    kind: fc.constantFrom('template' as const, 'subject' as const),
    text: adversary.map((text) => `a<${text}>b`),
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
/** Long texts for them to be tried on. */
export const longText = fc.tuple(unit, size, fc.constantFrom('', '!', 'z')).map(
  ([part, length, end]) =>
    part
      .join('')
      .repeat(length)
      .slice(0, length - end.length) + end,
)

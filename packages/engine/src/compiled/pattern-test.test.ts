import { expect, test } from 'vitest'
import { limits } from '../limits.ts'
import { patternOf } from '../regex/cache.ts'
import { numberOf } from './literal.ts'
import { PatternTest, shortInput } from './pattern-test.ts'

const texts = [
  '', 'a', 'ab', 'abc', 'abcd', 'aba', 'abab', 'xabc', 'abcx', 'a\nb', 'abc\n', '\nabc', 'ab-cd', 'ab--cd', 'aab', 'b', 'user:ab', 'role:ab',
  'x'.repeat(shortInput), 'abc'.padEnd(shortInput, 'x'), 'abc'.padEnd(shortInput + 1, 'x'), `${'x'.repeat(shortInput)}abc`,
  'abc'.padEnd(limits.input, 'x'), 'abc'.padEnd(limits.input + 1, 'x'), 'abc'.padStart(limits.input + 1, 'x'),
] // prettier-ignore

test.each([
  ['whole', ['abc', 'ab.*', '.*', '.*bc', 'a.*c', 'ab.*ab', 'a.*b.*a', '.*b.*', '.*a.*b.*', 'a.*b.*c.*d', 'ab.*cd', 'ab-.*-cd', 'aba.*aba', 'a.*.*c', '.*ab.*ab.*', '']],
  ['whole', ['a+b', 'ab|b', 'a?b.*', '[ab].*', '(?i)ABC', 'a{2}b', 'ab?', '(?!a).*', 'a.c', '.+', 'a\\.b', 'a.*b|x', 'ab(c|d)*']],
  ['search', ['abc', '^ab', 'bc$', '^abc$', 'ab|cd', '^ab|cd$', 'a\\-b', 'a.c', 'ab+', '^', '$', 'x$|^b', '(?i)AB', 'ab|[cd]', '\\n', 'a|b|c']],
  ['template', ['abc', 'ab<.*>', '<.*>', 'a<.*>c', '<.*>bc', 'a<b|c>', 'a<b+>c', '<a|b>bc', '<(?!a).*>', 'a<.*>b<.*>', 'ab<.*>ab', '<a>']],
  ['subject', ['user:ab', 'user:<.*>', '<user|role>:ab', '<.*>:ab', 'u<.*>b', 'user:<a>b']],
] as const)('%s patterns, of which most need no machine: %j', (kind, sources) => {
  for (const source of sources) {
    const [quick, machine] = [new PatternTest({ kind, source }), patternOf(kind, source)]
    for (const text of texts) expect([source, text, quick.test(text)]).toEqual([source, text, numberOf(machine.test(text))])
  }
}) // prettier-ignore

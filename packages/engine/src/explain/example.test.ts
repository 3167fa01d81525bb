import { expect, test } from 'vitest'
import { patternOf } from '../regex/cache.ts'
import { exampleOf, insertedIn, pathLike, refusedBy } from './example.ts'

test.each([
  ['ann', 'ann'],
  ['^ann$', 'ann'],
  ['a+n*x?', 'anx'],
  ['db-.*', 'db-'],
  ['db-.+', 'db-a'],
  ['db.?x', 'dbx'],
  ['d.x', 'dax'],
  ['.*?prod.+?', 'proda'],
  ['^(?:prod|test)-db$', 'prod-db'],
  ['(?i)prod', 'prod'],
  ['(?i:prod)', 'prod'],
  ['(?P<env>prod)-(?<n>db)', 'prod-db'],
  ['(a|b)(c|d|e)', 'ac'],
  ['((a)|b)+-(c)*(d)?', 'a-cd'],
  ['prod|test|dev', 'prod'],
  ['(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)', 'abcdefghij'],
  ['((((((((a))))))))', 'a'],
  [String.raw`v\d+\.\d`, 'v0.0'],
  [String.raw`\d\d\d\w\w`, '000aa'],
  [String.raw`\w+\s+\w\s\s`, 'a a  '],
  ['[xyz]+-[0-9][a-f]*', 'x-0a'],
  [String.raw`[\d.]+[\.a][\w]{2}`, '0.aa'],
  ['example[.]com', 'example.com'],
  ['c[+][+]', 'c++'],
  ['[A-Z]{2}[0-9]{1,3}x{0}y{2,}z{12}', 'AA0yyzzzzzzzzzzzz'],
  [String.raw`\d{4}-\.{2}`, '0000-..'],
  [String.raw`cost \$5\+\*\?\^`, 'cost $5+*?^'],
  [String.raw`\$`, '$'],
  [String.raw`^(?:ann \(ops\)|bob\))$`, 'ann (ops)'],
  [String.raw`a\|b\.c`, 'a|b.c'],
])('a text that %s matches', (pattern, example) => {
  expect(exampleOf(pattern)).toBe(example)
  expect(patternOf('search', `^(?:${pattern})$`).test(example)).toBe('true')
})

test('groups are looked into eight levels deep', () => {
  expect(exampleOf('((((((((('.concat('a', ')))))))))'))).toBe('(a)')
})

test.each([
  ['(?!protected).*', ['protected']],
  ['(?!an)(?!b.b).*', ['an', 'bab']],
  ['user=(?!admin|root).*', ['user=admin']],
  ['^(?!an)', ['an']],
  ['.*', []],
])('texts that %s refuses', (pattern, refused) => {
  expect(refusedBy(pattern)).toEqual(refused)
  for (const text of refused)
    expect(patternOf('search', `^${pattern.replace('^', '')}`).test(text)).toBe('false')
})

test.each([
  ['/a/b', '/a/b'],
  ['/a/*', '/a/a'],
  ['/a/**/b', '/a/a/b'],
  ['/?/b?', '/a/ba'],
  ['(i)/A/*', '/A/a'],
  ['(ip)/a/b', '/a/b'],
  ['/a(i)/b', '/a(i)/b'],
  ['/{xx,y,z}/{p}', '/xx/p'],
  [String.raw`/a\*\?\{`, '/a*?{'],
])('a path that %s matches', (glob, path) => {
  expect(pathLike(glob)).toBe(path)
  expect(patternOf('glob', glob).test(path)).toBe('true')
})

test.each([
  ['{{.Key}}', 'bob', 'bob'],
  ['^{{.Key}}$', 'bob', 'bob'],
  ['mr. {{ .Key }}!', 'mr. bob!', 'bob'],
  ['mr. {{.Key}}', 'mr. bob', 'bob'],
  ['mr. {{.Key}}!', 'mr. bob', 'mr. bob'],
  ['mr. {{.Key}}!', 'bob!', 'bob!'],
  ['^mr. {{.Key}}$', 'mr. bob', 'bob'],
  ['a^$ {{.Key}} $.', 'a^$ bob $.', 'bob'],
  ['b', 'bob', 'bob'],
  ['un', 'undefined', 'undefined'],
])('what must stand in %s so that it is %s', (text, value, inserted) => {
  expect(insertedIn(text, value)).toBe(inserted)
})

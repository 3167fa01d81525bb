import { expect, test } from 'vitest'
import { formatJson, lineOf, parseJson, tokens } from './json-text.ts'

const text = `{
  "name": "One, two: [three]",
  "statements": [
    {
      "label": "No",
      "when": [
        { "attribute": "country", "operator": "in" }
      ]
    },
    { "label": "Yes" }
  ]
}`

test('the parts are the text again, whatever it is', () => {
  for (const some of [
    text,
    text.slice(0, 57),
    '{ "open: 1',
    '',
    "{'a': nul, 01x}",
    '{"a": -1.5e3, "b": true}',
  ]) {
    expect(
      tokens(some)
        .map((token) => token.text)
        .join(''),
    ).toBe(some)
  }
})

test.each([
  ['', 1],
  ['name', 2],
  ['statements', 3],
  ['statements[0]', 4],
  ['statements[0].label', 5],
  ['statements[0].when[0].operator', 7],
  ['statements[0].when[0].zone', 7],
  ['statements[1].label', 10],
  ['statements.1.label', 10],
  ['elsewhere', 1],
])('%s stands on line %i', (path, line) => {
  expect(lineOf(text, path)).toBe(line)
})

test('a text that is not JSON says why and where', () => {
  expect(parseJson('{"a": 1}')).toEqual({ ok: true, value: { a: 1 } })
  expect(parseJson('{\n  "a": 1,\n}')).toMatchObject({ ok: false, line: 3 })
  expect(parseJson('{\n  "a": [1')).toMatchObject({
    ok: false,
    message: expect.stringContaining('too early') as string,
  })
})

test('a text is laid out as one would write it, and says the same', () => {
  const value = {
    name: 'One',
    none: [],
    when: [{ attribute: 'country', operator: 'in', value: ['KP', 'IR'] }],
    deep: [{ a: { b: { c: [1, 2] } } }],
  }
  expect(JSON.parse(formatJson(value))).toEqual(value)
  expect(formatJson(value)).toBe(`{
  "name": "One",
  "none": [],
  "when": [
    { "attribute": "country", "operator": "in", "value": ["KP", "IR"] }
  ],
  "deep": [
    {
      "a": {
        "b": { "c": [1, 2] }
      }
    }
  ]
}`)
})

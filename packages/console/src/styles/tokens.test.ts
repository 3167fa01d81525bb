import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

/** `--name: light-dark(#light, #dark)` or `--name: #both`. */
const tokens = new Map<string, readonly [light: string, dark: string]>(
  [...css.matchAll(/--([\w-]+):\s*(?:light-dark\((#\w{6}), (#\w{6})\)|(#\w{6}))/g)].map(
    ([, name = '', light, dark, both = '']) => [name, [light ?? both, dark ?? both]],
  ),
)

const meanings = [...tokens.keys()].filter((name) => tokens.has(`${name}-soft`))
const grounds = ['canvas', 'surface', 'raised', 'sunken', 'hover', 'chosen']

const pairs: (readonly [text: string, ground: string, least: number])[] = [
  ...['text', 'text-2', 'text-3'].flatMap((text) => grounds.map((ground) => [text, ground, 4.5] as const)),
  ...meanings.flatMap((meaning) =>
    [...grounds, `${meaning}-soft`].map((ground) => [meaning, ground, 4.5] as const),
  ),
  ...['text', 'text-2'].flatMap((text) => meanings.map((meaning) => [text, `${meaning}-soft`, 4.5] as const)),
  ...['accent-fill', 'accent-fill-hover', 'deny-fill'].map((fill) => ['on-accent', fill, 4.5] as const),
  ...['canvas', 'surface', 'raised'].flatMap((ground) => [
    ['edge', ground, 3] as const,
    ['allow-fill', ground, 3] as const,
  ]),
]

test.each(pairs)('%s on %s is legible in both themes (%s:1)', (text, ground, least) => {
  expect.hasAssertions()
  for (const theme of [0, 1] as const) {
    expect(
      contrast(colour(text, theme), colour(ground, theme)),
      ['light', 'dark'][theme],
    ).toBeGreaterThanOrEqual(least)
  }
})

function colour(name: string, theme: 0 | 1): string {
  const token = tokens.get(name)
  if (!token) throw new Error(`There is no token --${name}`)
  return token[theme]
}

/** WCAG 2.2's contrast ratio. */
function contrast(one: string, other: string): number {
  const [lighter, darker] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

import { readdirSync, readFileSync } from 'node:fs'

const folder = new URL('survivors/', import.meta.url)

/**
 * The mutants that survived and that `survivors/*.json` gives no reason for, and the reasons that no survivor needs
 * any more. A file of reasons is `{ "time/instant.ts": [{ "why": …, "mutants": [line, …], "within": [name, …] }] }`:
 * a mutant is named by what `nameOf` makes of it, or by the function that it is in.
 */
export function compare(files) {
  const reasons = readReasons()
  const unexplained = {}
  const idle = {}
  for (const [file, { source, mutants }] of files) {
    const lines = source.split('\n')
    const known = (reasons.get(file) ?? []).map((reason) => readReason(reason, lines))
    const survivors = mutants.filter(({ status }) => ['Survived', 'NoCoverage'].includes(status))
    for (const mutant of survivors.sort(
      (one, other) => one.location.start.line - other.location.start.line,
    )) {
      const name = nameOf(mutant, lines)
      // Each is asked, so that none is idle that would do.
      const found = known.filter((reason) => reason.covers(name, mutant.location))
      if (found.length === 0) (unexplained[file] ??= []).push(name)
    }
    const left = known.flatMap((reason) => reason.idle())
    if (left.length > 0) idle[file] = left
  }
  return { unexplained, idle }
}

function readReasons() {
  const reasons = new Map()
  for (const name of readdirSync(folder)) {
    const entries = Object.entries(JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
    for (const [file, given] of entries) reasons.set(file, [...(reasons.get(file) ?? []), ...given])
  }
  return reasons
}

function readReason({ mutants = [], within = [] }, lines) {
  const unused = new Set([...mutants, ...within])
  const extents = within.map((name) => ({ name, ...extentOf(name, lines) }))
  return {
    covers(name, { start, end }) {
      const around = extents.find(({ first, last }) => first <= start.line && end.line <= last)
      const key = mutants.includes(name) ? name : around?.name
      return key !== undefined && (unused.delete(key), true)
    },
    idle: () => [...unused],
  }
}

/** The line that the mutant begins in, with what it makes of a part of it: independent of where in the file it is. */
function nameOf({ location: { start, end }, replacement }, lines) {
  const [first, last] = [lines[start.line - 1], lines[end.line - 1]]
  const original =
    start.line === end.line
      ? first.slice(start.column - 1, end.column - 1)
      : `${first.slice(start.column - 1)} … ${last.slice(0, end.column - 1)}`
  const code = [first.slice(0, start.column - 1), original, replacement, last.slice(end.column - 1)]
  const [before, was, is, after] = code.map((part) => part.replaceAll(/\s+/gu, ' '))
  return `${before}⟦${was} ⇒ ${is}⟧${after}`.trim()
}

/** From the line that a function or method begins in to its closing brace, in lines counted from one. */
function extentOf(name, lines) {
  const head = new RegExp(
    `^( *)(?:export |private |static |async |function |get |const )*${name}\\b.*[(<={]`,
    'u',
  )
  const first = lines.findIndex((line) => head.test(line))
  if (first < 0) return { first: Infinity, last: 0 }
  const indentation = head.exec(lines[first])?.[1] ?? ''
  const end = new RegExp(`^${indentation}[}\\])]`, 'u')
  const isWhole = lines[first].startsWith(`${indentation}const `) && !/[[({]$/u.test(lines[first])
  const last = isWhole ? first : lines.findIndex((line, index) => index > first && end.test(line))
  return { first: first + 1, last: last + 1 }
}

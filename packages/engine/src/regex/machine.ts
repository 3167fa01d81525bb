import type { RE2JS } from 're2js'
import { limits } from '../limits.ts'
import type { Truth } from '../model.ts'

/**
 * Runs the programs that RE2JS compiles, and counts while it does. RE2JS itself is linear too, but by a factor that its
 * cache of states makes fifty times larger for some patterns; here a match ends when its steps are used up.
 *
 * All threads of a program advance together, one character at a time (Pike): at each place every instruction is looked at
 * once at most, so that the steps of a match are never more than instructions × (characters + 1).
 */
export interface Program {
  readonly size: number
  readonly start: number
  readonly instructions: readonly Instruction[]
  /** It can only match from the beginning of the text. */
  readonly isAnchored: boolean
}

/** What RE2JS makes of a pattern: its version is pinned, and `machine.test.ts` compares the two. */
interface Instruction {
  readonly op: number
  readonly out: number
  readonly arg: number
  matchRune(rune: number): boolean
}

interface Compiled {
  readonly start: number
  readonly inst: readonly Instruction[]
  startCond(): number
}

const operation = { alternative: 1, alternativeMatch: 2, capture: 3, place: 4, fail: 5, match: 6, nothing: 7 }
const firstRune = 8
const lastRune = 11

/** Bits of what may be asked about a place between two characters. */
const place = { lineStart: 1, lineEnd: 2, textStart: 4, textEnd: 8, wordBoundary: 16, noWordBoundary: 32 }

export function programOf(compiled: RE2JS): Program {
  const { prog } = compiled.re2() as unknown as { readonly prog: Compiled }
  const first = prog.startCond()
  return {
    size: prog.inst.length,
    start: prog.start,
    instructions: prog.inst,
    isAnchored: first !== -1 && (first & place.textStart) !== 0,
  }
}

/** How much of a text a match must take. */
export type Extent = 'anywhere' | 'all'

/** What a match may still cost. */
export interface Steps {
  left: number
}

/** Instructions seen at this place, by generation; a match never interrupts another, so all share these. */
const seen = new Uint32Array(limits.program)
let generation = 0

/** Whether a program matches anywhere in a text, or all of it; `unknown` when the steps do not suffice. */
export function run(program: Program, input: string, extent: Extent, steps: Steps): Truth {
  const { instructions, start } = program
  const isSearch = extent === 'anywhere' && !program.isAnchored
  let threads: number[] = [start]
  let before = -1
  for (let index = 0; ;) {
    const rune = index < input.length ? (input.codePointAt(index) ?? -1) : -1
    const here = placeBetween(before, rune)
    const next: number[] = []
    generation = nextGeneration()
    while (threads.length > 0) {
      const pc = threads.pop() ?? 0
      if (seen[pc] === generation) continue
      seen[pc] = generation
      if (steps.left <= 0) return 'unknown'
      steps.left -= 1
      const one = instructions[pc]
      if (one === undefined || one.op === operation.fail) continue
      if (one.op === operation.match) {
        if (extent === 'anywhere' || rune < 0) return 'true'
      } else if (one.op >= firstRune && one.op <= lastRune) {
        if (rune >= 0 && accepts(one, rune)) next.push(one.out)
      } else if (one.op === operation.alternative || one.op === operation.alternativeMatch) {
        threads.push(one.out, one.arg)
      } else if (one.op !== operation.place || (one.arg & ~here) === 0) threads.push(one.out)
    }
    if (rune < 0) return 'false'
    if (isSearch) next.push(start)
    if (next.length === 0) return 'false'
    threads = next
    before = rune
    index += rune > 0xffff ? 2 : 1
  }
}

function accepts(one: Instruction, rune: number): boolean {
  if (one.op === lastRune) return rune !== 10
  return one.op === lastRune - 1 || one.matchRune(rune)
}

function nextGeneration(): number {
  if (generation < 0xffffffff) return generation + 1
  seen.fill(0)
  return 1
}

function placeBetween(before: number, after: number): number {
  return (
    (before < 0 ? place.textStart | place.lineStart : 0) |
    (before === 10 ? place.lineStart : 0) |
    (after < 0 ? place.textEnd | place.lineEnd : 0) |
    (after === 10 ? place.lineEnd : 0) |
    (isWord(before) === isWord(after) ? place.noWordBoundary : place.wordBoundary)
  )
}

function isWord(rune: number): boolean {
  return (
    (rune >= 48 && rune <= 57) || (rune >= 65 && rune <= 90) || rune === 95 || (rune >= 97 && rune <= 122)
  )
}

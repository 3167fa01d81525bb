import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { curves } from './curves.mjs'

const root = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const begin = '<!-- measured: begin -->'
const end = '<!-- measured: end -->'

/** Puts what was measured into BENCHMARKS.md, between its two marks, and draws the curves beside it. */
export function report(found) {
  writeFileSync(root('bench/results/engine.svg'), curves(found))
  const path = root('BENCHMARKS.md')
  const text = readFileSync(path, 'utf8')
  const [before] = text.split(begin)
  const [, after = ''] = text.split(end)
  writeFileSync(path, `${before}${begin}\n\n${tables(found)}\n\n${end}${after}`)
}

function tables({ machine, ten, sizes, peers, untargeted, ladon }) {
  return [
    '![Time of a decision by number of policies](bench/results/engine.svg)',
    `Measured on ${machine}. The hand-written function took ${time(ten.hand)} for the ten policies.`,
    table(
      ['policies', 'matched by a request', 'permitted', 'the answer', '× hand-written', 'reach', 'CASL', 'CASL ÷ ours'],
      [
        ['10', '', percent(ten.permitted), time(ten.answer.nanoseconds), times(ten.answer.ratio), '2', '', ''],
        ...sizes.map(({ size, matched, permitted, answer, casl }) => [
          number(size), matched.toFixed(1), percent(permitted), time(answer.nanoseconds), times(answer.ratio), reaches[size] ?? '', time(casl.nanoseconds), times(casl.timesOurs),
        ]),
      ],
    ),
    table(
      ['policies', 'decide', 'with the trace ÷ without', 'compile', '÷ parsing them', 'one of 600 changes, median · p99 · slowest', 'memory'],
      sizes.map(({ size, decide, trace, compileMilliseconds, timesParsing, changeMilliseconds, megabytes }) => [
        number(size), time(decide.nanoseconds), times(trace.timesDecide), milliseconds(compileMilliseconds), times(timesParsing), `${milliseconds(changeMilliseconds.median)} · ${milliseconds(changeMilliseconds.p99)} · ${milliseconds(changeMilliseconds.slowest)}`, `${megabytes.toFixed(0)} MB`,
      ]),
    ),
    table(
      ['workload of 10,000 policies', 'ours', '× hand-written', 'p50 and p99, × hand-written', 'beside'],
      [
        ['conditions, no targets', time(untargeted.nanoseconds), times(untargeted.ratio), `${times(untargeted.timesHandP50)} and ${times(untargeted.timesHandP99)} (reach 170 and 850)`, ''],
        ['regular expressions, Ladon’s shape', time(ladon.ours.nanoseconds), times(ladon.ours.ratio), '', `a linear scan takes ${time(ladon.linear.nanoseconds)}: ${times(ladon.times)} times as long (reach 50)`],
      ],
    ),
    table(
      ['peer', 'policies', 'a decision', '× hand-written'],
      [
        ...sizes.flatMap(({ size, casbin }) => (casbin ? [['casbin, priority model', number(size), time(casbin.nanoseconds), times(casbin.ratio)]] : [])),
        ...peers.map(({ peer, size, nanoseconds, ratio }) => [`${peer}, preparsed`, number(size), time(nanoseconds), times(ratio)]),
      ],
    ),
  ].join('\n\n')
} // prettier-ignore

const reaches = { 1000: '8', 10000: '15', 100000: '35' }

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function time(nanoseconds) {
  if (nanoseconds < 1000) return `${nanoseconds.toFixed(0)} ns`
  return nanoseconds < 1e6 ? `${(nanoseconds / 1000).toPrecision(3)} µs` : milliseconds(nanoseconds / 1e6)
}

function milliseconds(value) {
  return value < 1000 ? `${value.toPrecision(3)} ms` : `${(value / 1000).toFixed(2)} s`
}

function times(value) {
  return value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en')
}

function percent(value) {
  return `${Math.round(value * 100)} %`
}

function number(value) {
  return value.toLocaleString('en')
}

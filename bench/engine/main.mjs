// Measures the engine beside its peers and writes down what it found: `npm run bench:engine`.
// `npm run bench:engine -- --quick` leaves the large sizes out, and writes nothing.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const isQuick = process.argv.includes('--quick')
const engine = here('../../packages/engine/dist/index.js')
if (!existsSync(engine)) throw new Error('build first: npm run build')

const { compile } = await import(engine)
const { compileReference } = await import(here('../../packages/engine/dist/reference/index.js'))
const { casl, casbin, collectionOf } = await import('./peers.mjs')
const { flat } = await import('./guards.mjs')
const { inTurns, each, median, quantile } = await import('./measure.mjs')
const { policies, requests, settings, untargeted } = await import('./myrmex.mjs')
const { handWritten, tenPolicies } = await import('./ten.mjs')
const { ladonPolicies, ladonRequests, linearScan } = await import('./ladon.mjs')

const asked = 4000
const problems = []
const hand = { requests: requests(asked, { policyCount: 10 }), ask: handWritten }
const result = { machine: `${cpus()[0].model}, Node ${process.versions.node}`, sizes: [], peers: [] }

result.ten = ten()
const sizes = isQuick ? [1_000, 10_000] : [100, 1_000, 10_000, 100_000]
for (const size of sizes) result.sizes.push(await ofSize(size))
result.peers.push(...cedar(isQuick ? [10, 100] : [10, 100, 1_000, 10_000]))
result.untargeted = untargetedPolicies()
result.ladon = ladon()
result.problems = problems
console.log(JSON.stringify(result, undefined, 1))
if (problems.length > 0) process.exitCode = 1
else if (!isQuick) await write(result)

function ten() {
  const decider = compile(tenPolicies, settings)
  compare('hand-written', hand.requests, (request) => decider.answer(request).decision, (request) => handWritten(request).decision)
  const [own, ours] = inTurns([hand, { requests: hand.requests, ask: (request) => decider.answer(request) }], { rounds: 41 })
  return { hand: own.nanoseconds, answer: ours, permitted: share(hand.requests, decider) }
} // prettier-ignore

async function ofSize(size) {
  log(`${size} policies`)
  const list = policies(size)
  const memoryBefore = heap()
  const decider = compile(list, settings)
  const megabytes = (heap() - memoryBefore) / 1e6
  const compileMilliseconds = taking(() => compile(list, settings), 3)
  const questions = requests(asked, { policyCount: size })
  const decided = (request) => decider.answer(request).decision
  const few = questions.slice(0, Math.max(20, Math.min(asked, Math.floor(2_000_000 / size))))
  const reference = compileReference(list, settings)
  compare(`reference at ${size}`, few.slice(0, 200), decided, (request) => reference.answer(request).decision)
  const flats = new Map(questions.map((request) => [request, flat(request, collectionOf)]))
  const peer = casl(list)
  compare(`CASL at ${size}`, few, decided, (request) => peer(flats.get(request)))
  const [, ours, decide, trace, theirs] = inTurns([
    hand,
    { requests: questions, ask: (request) => decider.answer(request) },
    { requests: questions, ask: (request) => decider.decide(request, { advice: false }) },
    { requests: questions.slice(0, 500), ask: (request) => decider.decide(request, { detail: 'trace', advice: false }) },
    { requests: few.map((request) => flats.get(request)), ask: peer },
  ])
  const single = each(questions, (request) => decider.answer(request))
  return {
    size,
    permitted: share(questions, decider),
    matched: mean(questions.slice(0, 500).map((request) => decider.decide(request, { detail: 'trace', advice: false }).trace.length)),
    answer: { ...ours, p99: quantile(single, 0.99) },
    decide,
    trace: { ...trace, timesDecide: trace.nanoseconds / decide.nanoseconds },
    casl: { ...theirs, timesOurs: theirs.nanoseconds / ours.nanoseconds },
    ...(size <= 1_000 && { casbin: await casbinAt(list, few.slice(0, size < 1_000 ? 300 : 30), decided, flats) }),
    compileMilliseconds,
    timesParsing: compileMilliseconds / parsing(list),
    changeMilliseconds: changes(decider, list),
    megabytes,
  }
} // prettier-ignore

async function casbinAt(list, questions, decided, flats) {
  const peer = await casbin(list)
  compare(`casbin at ${list.length}`, questions, decided, (request) => peer(flats.get(request)))
  const [, theirs] = inTurns([hand, { requests: questions.map((request) => flats.get(request)), ask: peer }], { rounds: 5 })
  return theirs
} // prettier-ignore

function cedar(counts) {
  return counts.map((count) => {
    log(`cedar with ${count} policies`)
    const questions = count > 1_000 ? 20 : 200
    const out = execFileSync('node', [here('cedar-child.mjs'), String(count), String(questions)], { encoding: 'utf8', maxBuffer: 1e8 })
    const { decisions, skipped, ...figures } = JSON.parse(out.trim().split('\n').at(-1))
    const decider = compile(policies(count, { isWithoutExceptions: true }), settings)
    const list = requests(questions, { policyCount: count })
    const theirs = new Map(list.map((request, index) => [request, decisions[index]]))
    compare(`Cedar at ${count}`, list, (request) => decider.answer(request).decision, (request) => theirs.get(request))
    if (skipped > 0) problems.push(`Cedar at ${count}: skipped policies ${skipped} times, so that it was asked something else`)
    return { peer: 'cedar-wasm', size: count, ...figures }
  })
} // prettier-ignore

function untargetedPolicies() {
  const decider = compile(untargeted(10_000), settings)
  const questions = requests(asked, { policyCount: 10_000, good: 0.99 })
  const reference = compileReference(untargeted(10_000), settings)
  compare('reference without targets', questions.slice(0, 40), (request) => decider.answer(request).decision, (request) => reference.answer(request).decision)
  const [, ours] = inTurns([hand, { requests: questions, ask: (request) => decider.answer(request) }])
  const single = each(questions, (request) => decider.answer(request))
  const own = each(hand.requests, handWritten)
  const p50 = median(single)
  return { permitted: share(questions, decider), ...ours, p50, p99: quantile(single, 0.99), timesHandP50: p50 / median(own), timesHandP99: quantile(single, 0.99) / median(own) }
} // prettier-ignore

function ladon() {
  const list = ladonPolicies(10_000)
  const decider = compile(list, {})
  const scan = linearScan(list)
  const questions = ladonRequests(2000, 10_000)
  compare('linear scan', questions.slice(0, 300), (request) => decider.answer(request).decision, scan)
  const [, ours, theirs] = inTurns([hand, { requests: questions, ask: (request) => decider.answer(request) }, { requests: questions.slice(0, 60), ask: scan }])
  return { permitted: share(questions, decider), ours, linear: theirs, times: theirs.nanoseconds / ours.nanoseconds }
} // prettier-ignore

/** Milliseconds to read the policies as JSON, which whoever compiles them has to do besides. */
function parsing(list) {
  const text = JSON.stringify(list)
  return taking(() => JSON.parse(text), 5)
}

/** Milliseconds, the median of a few times. */
function taking(work, repeats) {
  const times = Array.from({ length: repeats }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return median(times)
}

function changes(decider, list) {
  const times = []
  let next = decider
  // More than are kept apart, so that everything is compiled anew on the way.
  for (let index = 0; index < 600; index += 1) {
    const put = [{ ...list[(index * 37) % list.length], priority: index }]
    const start = performance.now()
    next = next.with({ put })
    times.push(performance.now() - start)
  }
  return { median: median(times), p99: quantile(times, 0.99), slowest: Math.max(...times) }
}

/** Every decision, and there are some of both: that all are refused would prove nothing. */
function compare(name, list, one, other) {
  const differing = list.filter((request) => one(request) !== other(request))
  if (new Set(list.map(one)).size !== 2) problems.push(`${name}: all ${list.length} decisions are alike`)
  if (differing.length > 0) problems.push(`${name}: ${differing.length} of ${list.length} decisions differ, such as ${JSON.stringify(differing[0])}`)
} // prettier-ignore

function share(list, decider) {
  return list.filter((request) => decider.answer(request).decision).length / list.length
}

function heap() {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function log(text) {
  console.error(text)
}

async function write(found) {
  const { report } = await import('./report.mjs')
  mkdirSync(here('../results'), { recursive: true })
  writeFileSync(here('../results/engine.json'), `${JSON.stringify(found, undefined, 2)}\n`)
  report(found)
}

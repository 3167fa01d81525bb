import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PluginKind, commonTokens, declareClassPlugin, tokens } from '@stryker-mutator/api/plugin'
import fc from 'fast-check'
import { createServer, createServerModuleRunner } from 'vite'

const vitest = fileURLToPath(new URL('./vitest-in-process.mjs', import.meta.url))
/**
 * In milliseconds of the processor: how long the tests of other folders may take, each and together, and how long a mutant
 * is tried before everything is loaded anew for it.
 */
const patience = { each: 60, together: 800, first: 200 }
/** What nearly every test meets is judged by the tests that stand by it, which are many; all others would take days. */
const judgedAlone = ['packages/engine/src/compiled']
const remembered = 'durations.json'
const conditions = ['source', 'module', 'node']

/**
 * Runs the tests of the engine in this one process, where the mutants are switched on and off: a mutant takes
 * milliseconds, and not the seconds of a worker of its own. What an earlier mutant has left behind can't count: a test
 * that fails must pass without the mutant, and a mutant survives only what was loaded anew with it.
 */
class EngineRunner {
  static inject = tokens(commonTokens.logger)

  constructor(logger) {
    this.logger = logger
  }

  capabilities() {
    return { reloadEnvironment: true }
  }

  async init() {
    // Laws are tried few times, with the same seed always; nobody reads the example, so none is made smaller.
    process.env.SHARE_OF_RUNS = '0.01'
    fc.configureGlobal({ numRuns: 5, seed: 20_261_121, endOnFailure: true })
    this.files = testFiles('packages/engine/src')
    this.server = await createServer({
      configFile: false,
      logLevel: 'error',
      appType: 'custom',
      server: { middlewareMode: true, hmr: false, ws: false, watch: null },
      optimizeDeps: { noDiscovery: true },
      resolve: { conditions, alias: { vitest } },
      ssr: { resolve: { conditions }, noExternal: [/vitest-in-process/u] },
    })
    this.switches = globalThis.__stryker__ ??= {}
    // A process that follows another, which had to be ended, knows from it how long each test takes.
    this.kills = new Map()
    this.durations = new Map(existsSync(remembered) ? JSON.parse(readFileSync(remembered, 'utf8')) : [])
  }

  async dryRun() {
    this.tests = await this.load(this.modules(), this.files)
    const results = []
    for (const one of this.tests.values()) {
      this.switches.currentTestId = one.id
      const start = process.cpuUsage()
      const failure = await failureOf(one)
      const timeSpentMs = process.cpuUsage(start).user / 1000
      this.durations.set(one.id, timeSpentMs)
      const status = failure === undefined ? 0 : 1
      results.push({
        id: one.id,
        name: one.id,
        fileName: one.file,
        timeSpentMs,
        status,
        failureMessage: failure,
      })
    }
    this.switches.currentTestId = undefined
    writeFileSync(remembered, JSON.stringify([...this.durations]))
    const { perTest, static: loaded } = this.switches.mutantCoverage
    // What some test meets as it runs is judged by these tests; only what is met by loading alone, by all.
    const met = new Set(Object.values(perTest).flatMap((hits) => Object.keys(hits)))
    const onlyLoaded = Object.fromEntries(Object.entries(loaded).filter(([id]) => !met.has(id)))
    return { status: 'complete', tests: results, mutantCoverage: { perTest, static: onlyLoaded } }
  }

  async mutantRun({ activeMutant: { id }, sandboxFileName, testFilter, hitLimit, mutantActivation }) {
    // Of the hits of all tests it is a hundred times as many, which an endless loop takes minutes for; the judges are but few.
    this.switches.hitLimit = hitLimit / 50
    this.tests ??= await this.load(this.modules(), this.files)
    const wanted = this.judges(sandboxFileName, testFilter ?? [...this.durations.keys()])
    if (mutantActivation !== 'static') {
      const outcome = await this.judge(id, chosen(this.tests, this.within(patience.first, wanted)))
      if (outcome.status === 'timeout') return outcome
      if (outcome.status === 'killed') {
        if (await this.passes(outcome.killedBy)) return outcome
        this.tests = undefined
      }
    }
    return this.judgeAnew(id, sandboxFileName, wanted)
  }

  /**
   * By whom a mutant is judged: the tests of its folder, and of the others those for which thousands of mutants can wait.
   * Those that have killed before come first, for the first failure ends it, then the quickest.
   */
  judges(path, wanted) {
    const duration = (id) => this.durations.get(id) ?? 0
    const killed = (id) => this.kills.get(id) ?? 0
    const order = (one, other) => killed(other) - killed(one) || duration(one) - duration(other)
    const isOther = (id) =>
      !isNear(id, path) && duration(id) < patience.each && !judgedAlone.includes(folderOf(path))
    const others = wanted.filter(isOther).sort(order)
    return [...wanted.filter((id) => isNear(id, path)), ...this.within(patience.together, others)].sort(order)
  }

  /** The first of them, as many as take so long together. */
  within(milliseconds, ids) {
    let time = 0
    return ids.filter((id) => (time += this.durations.get(id) ?? 0) < milliseconds)
  }

  /** With the mutant switched on from the start, and nothing that was there before: first the tests that stand by it. */
  async judgeAnew(id, path, wanted) {
    const modules = this.modules()
    const isLoading = new Set()
    try {
      let outcome
      for (const part of [
        wanted.filter((one) => isNear(one, path)),
        wanted.filter((one) => !isNear(one, path)),
      ]) {
        const files = this.files.filter(
          (file) => !isLoading.has(file) && part.some((one) => one.startsWith(`${file}#`)),
        )
        for (const file of files) isLoading.add(file)
        const tests = await this.load(modules, files, id)
        const same = chosen(tests, part)
        // What tests there are may depend on the engine; then those are asked that are there now.
        outcome = await this.judge(id, same.length === part.length ? same : [...tests.values()])
        if (outcome.status !== 'survived') return outcome
      }
      return outcome
    } catch (error) {
      return { status: 'killed', killedBy: wanted.slice(0, 1), failureMessage: String(error), nrOfTests: 0 }
    } finally {
      modules.clearCache()
    }
  }

  modules() {
    return createServerModuleRunner(this.server.environments.ssr, { hmr: false })
  }

  /** What the runner of modules has loaded already is not loaded again, so that its earlier tests count too. */
  async load(modules, files, mutant) {
    this.switches.hitCount = 0
    this.switches.activeMutant = mutant
    try {
      const { tests, loading } = await modules.import(vitest)
      for (const file of files) await loading(file, () => modules.import(join(process.cwd(), file)))
      return byId(tests)
    } finally {
      this.switches.activeMutant = undefined
    }
  }

  async judge(mutant, tests) {
    this.switches.hitCount = 0
    this.switches.activeMutant = mutant
    try {
      for (const [index, one] of tests.entries()) {
        const failureMessage = await failureOf(one)
        if (this.switches.hitCount > this.switches.hitLimit)
          return { status: 'timeout', reason: failureMessage }
        if (failureMessage === undefined) continue
        this.kills.set(one.id, (this.kills.get(one.id) ?? 0) + 1)
        return { status: 'killed', killedBy: [one.id], failureMessage, nrOfTests: index + 1 }
      }
      return { status: 'survived', nrOfTests: tests.length }
    } finally {
      this.switches.activeMutant = undefined
      this.switches.hitCount = undefined
    }
  }

  async passes([id]) {
    const one = this.tests.get(id)
    const failure = one === undefined ? 'gone' : await failureOf(one)
    if (failure !== undefined) this.logger.debug('Left behind by a mutant: %s', failure)
    return failure === undefined
  }

  async dispose() {
    await this.server?.close()
  }
}

/** Whether a test stands in the folder of a source. */
function isNear(id, path) {
  return posix.dirname(id.slice(0, id.indexOf('#'))) === folderOf(path)
}

function folderOf(path) {
  return relative(process.cwd(), dirname(path)).replaceAll('\\', '/')
}

function chosen(tests, wanted) {
  return wanted.flatMap((id) => tests.get(id) ?? [])
}

/** Tests of the same name are told apart by their number. */
function byId(tests) {
  const found = new Map()
  for (const one of tests) {
    const name = `${one.file}#${one.name}`
    let id = name
    for (let number = 2; found.has(id); number += 1) id = `${name} (${number})`
    found.set(id, { ...one, id })
  }
  return found
}

async function failureOf({ run }) {
  try {
    await run()
  } catch (error) {
    return String(error?.message ?? error).slice(0, 500)
  }
}

function testFiles(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith('.test.ts') && !path.endsWith('adversaries.test.ts'))
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .sort()
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'engine', EngineRunner)]

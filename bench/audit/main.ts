// `npm run bench:audit`: a million entries in the log of the real server, every view asked over HTTP, results as data.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fill } from './fill.ts'
import { reportOf, timesOf, type Results, type Timed, type TimedView } from './report.ts'
import type { Person } from './rows.ts'
import { startServer, type Server } from './server.ts'
import { viewsOf, type View } from './views.ts'

const rows = Number(process.argv[2] ?? 1_000_000)
const rounds = Number(process.argv[3] ?? 40)
const limitMs = 200
const here = new URL('.', import.meta.url)
const password = 'a long enough password for a benchmark'

const dataDir = await mkdtemp(join(tmpdir(), 'sallyport-bench-'))
try {
  const results = await measure()
  const report = reportOf(results)
  process.stdout.write(report)
  await writeFile(new URL('results.json', here), `${JSON.stringify(results, null, 2)}\n`)
  const readme = await readFile(new URL('README.md', here), 'utf8')
  const [head = ''] = readme.split('<!-- results -->')
  await writeFile(new URL('README.md', here), `${head}<!-- results -->\n\n${report}`)
  const slow = results.views.filter(({ p95 }) => p95 > limitMs)
  if (slow.length > 0) {
    process.stdout.write(`Slower than ${limitMs} ms at p95: ${slow.map(({ name }) => name).join('; ')}\n`)
    process.exitCode = 1
  }
} finally {
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
}

async function measure(): Promise<Results> {
  const first = await startServer(dataDir)
  const member = await inviteMember(first)
  await first.stop()
  const strangers = Array.from({ length: 400 }, (_, index) => ({
    id: `usr-${index}`,
    email: `person${index}@example.org`,
  }))
  const people = [{ id: member.id, email: member.email }, ...strangers]
  say(`filling the log with ${rows} entries`)
  const filled = await fill(dataDir, rows, people)
  const server = await startServer(dataDir)
  try {
    const started = performance.now()
    const cold = await timed(server, '/api/audit-logs/summary')
    const warmSeconds = (performance.now() - started) / 1000
    const during = await whileVerifying(server)
    const verifySeconds = (performance.now() - started) / 1000
    const views = viewsOf({
      now: new Date(),
      people,
      cursors: await deepCursors(server),
      ids: await someIds(server),
    })
    const measured: TimedView[] = []
    const load = loadavg()[0] ?? 0
    for (const view of views) measured.push(await measureView(server, view, member.token))
    return {
      at: new Date().toISOString(),
      machine: {
        processor: cpus()[0]?.model ?? '',
        processors: cpus().length,
        memory: totalmem(),
        node: process.version,
      },
      load,
      rows,
      rounds,
      fillSeconds: filled.seconds,
      coldSummaryMs: cold,
      warmSeconds,
      verifySeconds,
      memoryBytes: await residentBytes(server),
      appends: {
        now: timesOf('as it is', filled.appends.now),
        before: timesOf('with the indexes of before', filled.appends.before),
      },
      listWhileVerifying: during,
      appendOverHttp: await measureAppends(server),
      export: await measureExport(server),
      fourAtOnce: await fourAtOnce(server, views, member.token),
      views: measured,
    }
  } finally {
    await server.stop()
  }
}

/** Somebody without `audit.read`, who signs in with a password alone. */
async function inviteMember(server: Server): Promise<Person & { token: string }> {
  await server.ask('/api/policies/pol-mfa-required?force=true&reason=benchmark', { method: 'PATCH' })
  const email = 'member@example.org'
  const user = { email, name: 'Member', roles: ['User'] }
  const invited = (await (await server.ask('/api/users', { method: 'POST', body: user })).json()) as {
    id: string
    invitation: { token: string }
  }
  const body = { email, name: 'Member', password, invitation: invited.invitation.token }
  const answer = (await (await server.ask('/api/auth/register', { method: 'POST', body })).json()) as {
    access_token?: string
  }
  if (answer.access_token === undefined)
    throw new Error(`The member could not sign in: ${JSON.stringify(answer)}`)
  return { id: invited.id, email, token: answer.access_token }
}

async function timed(server: Server, path: string, token?: string): Promise<number> {
  const started = performance.now()
  const response = await server.ask(path, token === undefined ? {} : { token })
  const text = await response.text()
  const ms = performance.now() - started
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text.slice(0, 300)}`)
  return ms
}

async function measureView(server: Server, view: View, memberToken: string): Promise<TimedView> {
  const token = view.asMember === true ? memberToken : undefined
  const times: number[] = []
  const before = await processorSeconds(server)
  for (let round = 0; round < rounds; round++)
    times.push(await timed(server, view.paths[round % view.paths.length] ?? '', token))
  const processor = (1000 * ((await processorSeconds(server)) - before)) / rounds
  const measured = { ...timesOf(view.name, times), processor: Math.round(processor * 10) / 10 }
  say(
    `${measured.p95.toFixed(1).padStart(8)} ms  ${processor.toFixed(1).padStart(6)} of processor  ${view.name}`,
  )
  return measured
}

async function processorSeconds(server: Server): Promise<number> {
  const metrics = await (await server.ask('/metrics')).text()
  return Number(/^process_cpu_seconds_total (\S+)/mu.exec(metrics)?.[1])
}

/** The list and the summary while the whole chain is being recomputed at the start. */
async function whileVerifying(server: Server): Promise<Timed> {
  const times: number[] = []
  for (;;) {
    const last = (await (await server.ask('/api/audit-logs/verification')).json()) as {
      state: string
      checked?: number
    }
    if (last.state !== 'never' && (last.checked ?? 0) >= rows)
      return timesOf('list and summary while verifying', times)
    times.push(
      await timed(server, '/api/audit-logs?limit=100'),
      await timed(server, '/api/audit-logs/summary'),
    )
    await pause(200)
  }
}

async function deepCursors(server: Server): Promise<string[]> {
  const cursors: string[] = []
  for (const days of [10, 30, 50, 70, 85, 89]) {
    const until = new Date(Date.now() - days * 86_400_000).toISOString()
    const { headers } = await server.ask(`/api/audit-logs?limit=1&until=${until}`)
    cursors.push(/cursor=([\w-]+)/u.exec(headers.get('link') ?? '')?.[1] ?? '')
  }
  return cursors
}

async function someIds(server: Server): Promise<string[]> {
  const ids: string[] = []
  for (const filter of ['resource=policy', 'resource=workspace', 'action=login', 'actor=pipeline%201']) {
    const found = (await (
      await server.ask(
        `/api/audit-logs?limit=10&${filter}&until=${new Date(Date.now() - 40 * 86_400_000).toISOString()}`,
      )
    ).json()) as { id: string }[]
    ids.push(...found.map(({ id }) => id))
  }
  return ids
}

/** Saving a view appends an entry: a change over HTTP with everything around it. */
async function measureAppends(server: Server): Promise<Timed> {
  const times: number[] = []
  for (let round = 0; round < 300; round++) {
    const started = performance.now()
    const response = await server.ask('/api/audit-logs/views/benchmark', {
      method: 'PUT',
      body: { query: { action: 'login' } },
    })
    await response.arrayBuffer()
    times.push(performance.now() - started)
  }
  return timesOf('save a view', times.slice(50))
}

async function measureExport(server: Server): Promise<{ seconds: number; bytes: number }> {
  const started = performance.now()
  const response = await server.ask('/api/audit-logs/export?format=csv&action=login')
  let bytes = 0
  for await (const chunk of response.body ?? []) bytes += (chunk as Uint8Array).length
  return { seconds: (performance.now() - started) / 1000, bytes }
}

/** Four people at once, each with views of every kind. */
async function fourAtOnce(server: Server, views: readonly View[], memberToken: string): Promise<Timed> {
  const times: number[] = []
  const paths = views.flatMap(({ paths: all, asMember }) =>
    all.map((path) => ({ path, token: asMember === true ? memberToken : undefined })),
  )
  const person = async (start: number) => {
    for (let index = 0; index < paths.length * 3; index++) {
      const one = paths[(start + index * 7) % paths.length]
      if (one !== undefined) times.push(await timed(server, one.path, one.token))
    }
  }
  await Promise.all([0, 11, 23, 37].map(person))
  return timesOf('all views, four people at once', times)
}

async function residentBytes(server: Server): Promise<number> {
  const metrics = await (await server.ask('/metrics')).text()
  return Number(/^process_resident_memory_bytes (\S+)/mu.exec(metrics)?.[1] ?? 0)
}

function say(words: string): void {
  process.stderr.write(`${words}\n`)
}

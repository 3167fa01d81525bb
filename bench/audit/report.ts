export interface Timed {
  readonly name: string
  readonly count: number
  /** Milliseconds. */
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly most: number
}

export interface TimedView extends Timed {
  /** Milliseconds of processor that the server spent on one request, without the database: what others do on the machine does not change it. */
  readonly processor: number
}

export interface Results {
  readonly at: string
  readonly machine: {
    readonly processor: string
    readonly processors: number
    readonly memory: number
    readonly node: string
  }
  /** Of the machine, over the last minute before the first view: what is above 1 or 2 is the work of others. */
  readonly load: number
  readonly rows: number
  readonly rounds: number
  readonly fillSeconds: number
  /** The first summary after a start, which waits until the log is in memory. */
  readonly coldSummaryMs: number
  readonly warmSeconds: number
  /** From the start until the whole chain was recomputed in the background. */
  readonly verifySeconds: number
  readonly memoryBytes: number
  readonly appends: { readonly now: Timed; readonly before: Timed }
  readonly listWhileVerifying: Timed
  readonly appendOverHttp: Timed
  readonly export: { readonly seconds: number; readonly bytes: number }
  readonly fourAtOnce: Timed
  readonly views: readonly TimedView[]
}

export function timesOf(name: string, unsorted: readonly number[]): Timed {
  const times = unsorted.toSorted((a, b) => a - b)
  const at = (part: number) =>
    round(times[Math.min(times.length - 1, Math.ceil(part * times.length) - 1)] ?? 0)
  return { name, count: times.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1) }
}

const round = (ms: number) => Math.round(ms * 100) / 100

/** The results as a page of Markdown. */
export function reportOf(results: Results): string {
  const { machine, appends } = results
  const megabytes = (bytes: number) => `${Math.round(bytes / 1_000_000)} MB`
  return `Measured ${results.at.slice(0, 10)} on ${machine.processors} × ${machine.processor}, Node ${machine.node}, the embedded PostgreSQL:
${results.rows.toLocaleString('en')} entries over 90 days, each view ${results.rounds} times over HTTP, one request after the other, at a load of ${results.load.toFixed(1)}.
Milliseconds; “processor” is what the server itself computed for a request.

${tableOf(results.views)}
With more going on:

${tableOf([results.fourAtOnce, results.listWhileVerifying, results.appendOverHttp])}
Appending one entry in a transaction of its own, on top of these entries, without HTTP:

${tableOf([appends.now, appends.before])}
- After a start the first summary took ${(results.coldSummaryMs / 1000).toFixed(1)} s: it waits until the log is in memory.
- The whole chain was recomputed in the background ${results.verifySeconds.toFixed(0)} s after the start.
- The server then held ${megabytes(results.memoryBytes)} of memory in all.
- An export of all sign-ins as CSV took ${results.export.seconds.toFixed(1)} s for ${megabytes(results.export.bytes)}.
`
}

function tableOf(rows: readonly (Timed & { readonly processor?: number })[]): string {
  const columns = [
    'p50',
    'p95',
    'p99',
    'most',
    ...(rows.some(({ processor }) => processor !== undefined) ? ['processor'] : []),
  ] as const
  const lines = rows.map(
    (row) => `| ${[row.name, ...columns.map((column) => row[column as 'p50'].toFixed(1))].join(' | ')} |`,
  )
  return [
    `| view | ${columns.join(' | ')} |`,
    `|---${columns.map(() => '|--:').join('')}|`,
    ...lines,
    '',
  ].join('\n')
}

import { performance } from 'node:perf_hooks'

/**
 * Times several subjects in turns, so that whatever else the machine does strikes all of them alike. Answers nanoseconds a
 * request: the median over the rounds, and the median of the ratios to the first subject of the same round.
 */
export function inTurns(subjects, { rounds = 21, milliseconds = 30 } = {}) {
  const runs = subjects.map(({ requests, ask }) => ({ requests, ask, repeats: repeatsFor(requests, ask, milliseconds), times: [] }))
  for (let round = 0; round < rounds; round += 1) for (const run of runs) run.times.push(once(run))
  const [first] = runs
  return runs.map(({ times }) => ({
    nanoseconds: median(times),
    ratio: median(times.map((time, round) => time / first.times[round])),
  }))
} // prettier-ignore

function once({ requests, ask, repeats }) {
  const start = performance.now()
  for (let repeat = 0; repeat < repeats; repeat += 1)
    for (let at = 0; at < requests.length; at += 1) ask(requests[at])
  return ((performance.now() - start) / repeats / requests.length) * 1e6
}

function repeatsFor(requests, ask, milliseconds) {
  for (let warm = 0; warm < 3; warm += 1) once({ requests, ask, repeats: 1 })
  const time = (once({ requests, ask, repeats: 1 }) * requests.length) / 1e6
  return Math.max(1, Math.min(50, Math.round(milliseconds / time)))
}

/** Nanoseconds of each request, the best of a few: what else happens can only add to them. */
export function each(requests, ask, repeats = 5) {
  return requests.map((request) => {
    let best = Infinity
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      const start = process.hrtime.bigint()
      ask(request)
      best = Math.min(best, Number(process.hrtime.bigint() - start))
    }
    return best
  })
}

export function median(values) {
  return quantile(values, 0.5)
}

export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
}

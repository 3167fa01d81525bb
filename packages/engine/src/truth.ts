import type { Truth } from './model.ts'

/** Whether something holds and, when that is unknown, the attribute paths that make it so. */
export interface Outcome {
  readonly truth: Truth
  readonly unknown: readonly string[]
}

export const yes: Outcome = { truth: 'true', unknown: [] }
export const no: Outcome = { truth: 'false', unknown: [] }

export function outcome(truth: Truth | boolean, ...paths: readonly string[]): Outcome {
  if (typeof truth === 'boolean') return truth ? yes : no
  return truth === 'unknown' ? { truth, unknown: paths } : truth === 'true' ? yes : no
}

/** Kleene's conjunction: one false settles it, whatever is unknown besides. Nothing at all is true. */
export function all(outcomes: readonly Outcome[]): Outcome {
  return unless(no, outcomes) ?? yes
}

export function any(outcomes: readonly Outcome[]): Outcome {
  return unless(yes, outcomes) ?? no
}

/** What settles it as soon as it is met; else what is unknown, if anything is. */
function unless(settling: Outcome, outcomes: readonly Outcome[]): Outcome | undefined {
  let unknown: string[] | undefined
  for (const one of outcomes) {
    if (one.truth === settling.truth) return settling
    if (one.truth !== 'unknown') continue
    unknown ??= []
    for (const path of one.unknown) unknown.push(path)
  }
  return unknown && { truth: 'unknown', unknown }
}

export function not({ truth, unknown }: Outcome): Outcome {
  return truth === 'unknown' ? { truth, unknown } : truth === 'true' ? no : yes
}

export function notTruth(truth: Truth): Truth {
  return truth === 'unknown' ? truth : truth === 'true' ? 'false' : 'true'
}

export function anyTruth(truths: readonly Truth[]): Truth {
  return truths.includes('true') ? 'true' : truths.includes('unknown') ? 'unknown' : 'false'
}

export function allTruth(truths: readonly Truth[]): Truth {
  return truths.includes('false') ? 'false' : truths.includes('unknown') ? 'unknown' : 'true'
}

export function asTruth(value: boolean | undefined): Truth {
  return value === undefined ? 'unknown' : value ? 'true' : 'false'
}

import type { AccessRequest, Decider, Decision } from '@sallyport/engine'

/**
 * Holds the one compiled snapshot that every enforcement point of this server asks. A change swaps it; a request in
 * flight keeps the decider it started with.
 */
export interface DecisionPoint {
  current(): Decider
  decide(request: AccessRequest): Decision
  swap(next: Decider): void
  /** Called after each swap, in the order of registration. */
  onSwap(listener: () => void): void
}

export function createDecisionPoint(initial: Decider): DecisionPoint {
  let decider = initial
  const listeners: (() => void)[] = []
  return {
    current: () => decider,
    decide: (request) => decider.decide(request),
    swap(next) {
      decider = next
      for (const listener of listeners) listener()
    },
    onSwap: (listener) => void listeners.push(listener),
  }
}

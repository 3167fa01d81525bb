import { createHash } from 'node:crypto'
import type { Clock } from '../../platform/clock.ts'
import { ProblemError } from '../../platform/problem.ts'
import type { ThrottleStore } from './throttle-store.ts'

/** How failures of one kind are slowed: free ones, then 1, 2, 4 … seconds, then a lock. */
export interface Slowdown {
  readonly free: number
  readonly lockAt: number
  readonly lockSeconds: number
  /** Counts of failures older than this are forgotten. */
  readonly windowSeconds: number
}

const day = 86_400

/** Consecutive failures for one address name, or for one person's second factors together. */
export const forOne: Slowdown = { free: 5, lockAt: 10, lockSeconds: 900, windowSeconds: day }
/** One client address: many people may share it, so it is slowed late and never locked for long. */
export const forAddress: Slowdown = { free: 200, lockAt: 208, lockSeconds: 300, windowSeconds: 900 }
/** Everybody together: a flood of guesses over many names and addresses. */
export const forEveryone: Slowdown = { free: 5_000, lockAt: 5_003, lockSeconds: 8, windowSeconds: 60 }

/** Seconds to wait after this many failures; 0 means none. */
export function waitAfter(failures: number, slowdown: Slowdown): number {
  if (failures >= slowdown.lockAt) return slowdown.lockSeconds
  if (failures <= slowdown.free) return 0
  return 2 ** (failures - slowdown.free - 1)
}

export interface Counter {
  readonly key: string
  readonly slowdown: Slowdown
}

/** Existing or not, every name has its counter, so that a lock tells nothing. */
export const nameCounter = (emailKey: string, slowdown = forOne): Counter => ({
  key: `name:${createHash('sha256').update(emailKey).digest('base64url')}`,
  slowdown,
})
export const factorCounter = (userId: string): Counter => ({ key: `factor:${userId}`, slowdown: forOne })
export const addressCounter = (address: string | undefined): Counter => ({
  key: `address:${blockOf(address)}`,
  slowdown: forAddress,
})
/** Of its own: guesses at passwords, from here or anywhere, must not keep out who holds a passkey. */
export const passkeyCounter = (address: string | undefined): Counter => ({
  key: `passkey:${blockOf(address)}`,
  slowdown: forAddress,
})
export const everyoneCounter: Counter = { key: 'everyone', slowdown: forEveryone }

/** One customer usually holds a whole IPv6 /64. */
export function blockOf(address: string | undefined): string {
  if (address === undefined) return 'unknown'
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const middle = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0')
  return [...left, ...middle, ...right].slice(0, 4).join(':')
}

/** Slows guessing down without ever sleeping: what comes too early is refused with Retry-After. */
export interface Throttle {
  /** Throws `too-many-attempts` while one of the counters is blocked. */
  check(counters: readonly Counter[]): Promise<void>
  /** Counts a failure; throws `too-many-attempts` when the next attempt has to wait. */
  fail(counters: readonly Counter[]): Promise<void>
  succeed(counters: readonly Counter[]): Promise<void>
}

export function createThrottle(store: ThrottleStore, now: Clock): Throttle {
  const refuse = (seconds: number) => {
    throw new ProblemError(
      'too-many-attempts',
      `Too many failed attempts. Try again in ${inWords(seconds)}`,
      {
        headers: { 'retry-after': String(seconds) },
        members: { retry_after: seconds },
      },
    )
  }
  return {
    async check(counters) {
      const at = now()
      const until = await store.blockedUntil(
        counters.map(({ key }) => key),
        at,
      )
      if (until !== undefined) refuse(Math.max(1, Math.ceil((until.getTime() - at.getTime()) / 1000)))
    },
    async fail(counters) {
      const at = now()
      const waits = await Promise.all(
        counters.map(({ key, slowdown }) =>
          store.countFailure(key, at, slowdown.windowSeconds, (failures) => waitAfter(failures, slowdown)),
        ),
      )
      const longest = Math.max(0, ...waits)
      if (longest > 0) refuse(longest)
    },
    succeed: (counters) => store.forget(counters.map(({ key }) => key)),
  }
}

function inWords(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? 'a second' : `${seconds} seconds`
  return `${Math.ceil(seconds / 60)} minutes`
}

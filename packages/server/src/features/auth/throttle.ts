import type { Transaction } from 'kysely'
import { createHash } from 'node:crypto'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/schema.ts'
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

/**
 * NIST SP 800-63B-4 3.2.2: at most 100 failures in a row, then what they were about is locked until somebody lifts it.
 * The password of a name stops at half of that for places where its person was never signed in: strangers can't take
 * the other half, so they can't keep anybody from their own desk (docs/decisions/0006).
 */
export const stopAt = 100
export const stopStrangersAt = 50

export interface Counter {
  readonly key: string
  readonly slowdown: Slowdown
  readonly userId?: string | undefined
  /** Failures in a row after which nothing is accepted any more. */
  readonly stop?: {
    readonly at: number
    /** Told once, in the transaction that counts that failure. */
    readonly told: (trx: Transaction<Database>) => Promise<void>
  }
}

/** Existing or not, every name has its counter, so that a lock tells nothing. */
export const nameKey = (emailKey: string): string =>
  `name:${createHash('sha256').update(emailKey).digest('base64url')}`
export const factorKey = (userId: string): string => `factor:${userId}`
export const passwordKey = (userId: string): string => `password:${userId}`

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
  /** Throws `too-many-attempts` while one of the counters is blocked, `attempts-exhausted` when one is stopped. */
  check(counters: readonly Counter[]): Promise<void>
  /** Counts a failure; throws the same when the next attempt has to wait, or can't be made. */
  fail(counters: readonly Counter[]): Promise<void>
  succeed(counters: readonly Counter[]): Promise<void>
}

export function createThrottle(store: ThrottleStore, now: Clock): Throttle {
  return {
    async check(counters) {
      const at = now()
      const counts = await store.counts(counters.map(({ key }) => key))
      for (const { key, consecutive } of counts)
        if (
          isStopped(
            counters.find((one) => one.key === key),
            consecutive,
          )
        )
          throw stopped()
      const until = Math.max(0, ...counts.map(({ blockedUntil }) => blockedUntil?.getTime() ?? 0))
      if (until > at.getTime()) throw tooMany(Math.max(1, Math.ceil((until - at.getTime()) / 1000)))
    },
    async fail(counters) {
      const at = now()
      const results = await Promise.all(
        counters.map(async (counter) => {
          const { seconds, consecutive } = await store.countFailure(failureOf(counter, at))
          return { seconds, stopped: isStopped(counter, consecutive) }
        }),
      )
      if (results.some((one) => one.stopped)) throw stopped()
      const longest = Math.max(0, ...results.map(({ seconds }) => seconds))
      if (longest > 0) throw tooMany(longest)
    },
    succeed: (counters) => store.forget(counters.map(({ key }) => key)),
  }
}

function failureOf({ key, slowdown, userId, stop }: Counter, at: Date) {
  return {
    key,
    at,
    userId,
    windowSeconds: slowdown.windowSeconds,
    wait: (failures: number) => waitAfter(failures, slowdown),
    then: async (trx: Transaction<Database>, { consecutive }: { consecutive: number }) => {
      if (consecutive === stop?.at) await stop.told(trx)
    },
  }
}

function isStopped(counter: Counter | undefined, consecutive: number): boolean {
  return counter?.stop !== undefined && consecutive >= counter.stop.at
}

function tooMany(seconds: number): ProblemError {
  return new ProblemError('too-many-attempts', `Too many failed attempts. Try again in ${inWords(seconds)}`, {
    headers: { 'retry-after': String(seconds) },
    members: { retry_after: seconds },
  })
}

function stopped(): ProblemError {
  return new ProblemError(
    'attempts-exhausted',
    'Too many failed attempts in a row. Waiting does not help: an administrator can unlock this',
  )
}

function inWords(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? 'a second' : `${seconds} seconds`
  return `${Math.ceil(seconds / 60)} minutes`
}

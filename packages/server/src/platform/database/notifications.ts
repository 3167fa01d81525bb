import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import pg from 'pg'

export type OnPayload = (payload: string) => void

export interface Notifications {
  /** Resolves when PostgreSQL listens; what it resolves with ends it. */
  listen(channel: string, onPayload: OnPayload): Promise<() => Promise<void>>
  close(): Promise<void>
}

/** A connection that goes quiet is found out by a question every so often. */
const heartbeatMs = 15_000
const longestPauseMs = 5000

/**
 * LISTEN on one connection of its own, made at the first `listen`. When it breaks it is made anew, and every listener
 * then gets an empty payload, since what was said meanwhile is lost: an empty payload means "look for yourself".
 */
export function createNotifications(config: pg.ClientConfig, log: FastifyBaseLogger): Notifications {
  const listeners = new Map<string, Set<OnPayload>>()
  let current: Promise<pg.Client | undefined> | undefined
  let closed = false

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({ ...config, keepAlive: true, query_timeout: 10_000 })
    client.on('error', (error) => log.warn({ err: error }, 'The connection for notifications broke'))
    client.on('notification', ({ channel, payload = '' }) => tell(channel, payload))
    try {
      await client.connect()
      for (const channel of listeners.keys()) await client.query(`listen ${client.escapeIdentifier(channel)}`)
    } catch (error) {
      void client.end().catch(() => undefined)
      throw error
    }
    watch(client)
    return client
  }

  function watch(client: pg.Client): void {
    const giveUp = () => client.end().catch(() => undefined)
    const heartbeat = setInterval(() => void client.query('select 1').catch(giveUp), heartbeatMs).unref()
    client.once('end', () => {
      clearInterval(heartbeat)
      if (!closed) current = reconnect()
    })
  }

  async function reconnect(): Promise<pg.Client | undefined> {
    for (let pauseMs = 50; !closed; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      await pause(pauseMs, undefined, { ref: false })
      const client = await connect().catch(() => undefined)
      if (client === undefined) continue
      for (const channel of listeners.keys()) tell(channel, '')
      return client
    }
    return undefined
  }

  /** The connection that is, or comes to be; a first one that fails is the caller's to hear of. */
  async function connected(): Promise<pg.Client | undefined> {
    current ??= connect()
    return current.catch((error: unknown) => {
      current = undefined
      throw error
    })
  }

  function tell(channel: string, payload: string): void {
    for (const onPayload of [...(listeners.get(channel) ?? [])]) {
      try {
        onPayload(payload)
      } catch (error) {
        log.error({ err: error, channel }, 'A listener failed')
      }
    }
  }

  return {
    async listen(channel, onPayload) {
      const known = listeners.get(channel) ?? new Set()
      listeners.set(channel, known.add(onPayload))
      const client = await connected()
      await client?.query(`listen ${client.escapeIdentifier(channel)}`)
      return async () => {
        known.delete(onPayload)
        if (known.size > 0 || closed) return
        listeners.delete(channel)
        const still = await current?.catch(() => undefined)
        await still?.query(`unlisten ${still.escapeIdentifier(channel)}`).catch(() => undefined)
      }
    },
    async close() {
      closed = true
      const client = await current?.catch(() => undefined)
      await client?.end().catch(() => undefined)
    },
  }
}

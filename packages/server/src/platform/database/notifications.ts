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
  let current: Promise<pg.Client> | undefined
  let closed = false

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({ ...config, keepAlive: true, query_timeout: 10_000 })
    client.on('error', (error) => log.warn({ err: error }, 'The connection for notifications broke'))
    await client.connect()
    client.on('notification', ({ channel, payload = '' }) => tell(channel, payload))
    const heartbeat = setInterval(
      () => void client.query('select 1').catch(() => client.end()),
      heartbeatMs,
    ).unref()
    client.once('end', () => {
      clearInterval(heartbeat)
      if (!closed) current = reconnect()
    })
    for (const channel of listeners.keys()) await client.query(`listen ${client.escapeIdentifier(channel)}`)
    return client
  }

  async function reconnect(): Promise<pg.Client> {
    for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      await pause(pauseMs, undefined, { ref: false })
      if (closed) throw new Error('Notifications are closed')
      const client = await connect().catch(() => undefined)
      if (client === undefined) continue
      for (const channel of listeners.keys()) tell(channel, '')
      return client
    }
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
      const client = await (current ??= connect())
      await client.query(`listen ${client.escapeIdentifier(channel)}`)
      return async () => {
        known.delete(onPayload)
        if (known.size > 0 || closed) return
        listeners.delete(channel)
        await current
          ?.then((connected) => connected.query(`unlisten ${connected.escapeIdentifier(channel)}`))
          .catch(() => undefined)
      }
    },
    async close() {
      closed = true
      await current?.then((client) => client.end()).catch(() => undefined)
    },
  }
}

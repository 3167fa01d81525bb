import type { FastifyBaseLogger } from 'fastify'
import { startSallyport, type Running } from './app.ts'
import { ConfigurationError, readConfig } from './config.ts'
import { createLog } from './platform/log.ts'

/** Reads the environment and opens the port; nothing else does. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = createLog(config.logLevel, process.stdout.isTTY)
  const running = startSallyport(config, log)
  // From the first moment: a signal during the start is obeyed when there is something to stop.
  stopOnSignal(running, log)
  await running
}

function stopOnSignal(running: Promise<Running>, log: FastifyBaseLogger): void {
  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) return
    stopping = true
    log.info(`stopping (${signal})`)
    try {
      await (await running).stop()
      process.exit(0)
    } catch (error) {
      log.error({ err: error }, 'stopping failed')
      process.exit(1)
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(signal))
}

main().catch((error: unknown) => {
  const words = error instanceof ConfigurationError ? error.message : error
  process.stderr.write(
    `Sallyport did not start. ${words instanceof Error ? (words.stack ?? words.message) : String(words)}\n`,
  )
  process.exit(1)
})

import { startSallyport } from './app.ts'
import { ConfigurationError, readConfig } from './config.ts'
import { createLog } from './platform/log.ts'

/** Reads the environment and opens the port; nothing else does. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = createLog(config.logLevel, process.stdout.isTTY)
  const running = await startSallyport(config, log)
  let stopping = false
  const stop = (signal: string) => {
    if (stopping) return
    stopping = true
    log.info(`stopping (${signal})`)
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed')
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal))
}

main().catch((error: unknown) => {
  const words = error instanceof ConfigurationError ? error.message : error
  process.stderr.write(
    `Sallyport did not start. ${words instanceof Error ? (words.stack ?? words.message) : String(words)}\n`,
  )
  process.exit(1)
})

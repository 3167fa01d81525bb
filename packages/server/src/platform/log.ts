import { pino, type DestinationStream, type Logger } from 'pino'

/** JSON lines for machines; sentences for somebody who sits in front of a terminal. */
export function createLog(level: string, terminal: boolean): Logger {
  return terminal ? pino({ level, base: null }, sentences) : pino({ level, base: null })
}

interface Line {
  readonly level: number
  readonly time: number
  readonly msg?: string
  readonly err?: { readonly stack?: string }
}

const sentences: DestinationStream = {
  write(text) {
    const { level, time, msg = '', err } = JSON.parse(text) as Line
    const clock = new Date(time).toISOString().slice(11, 19)
    const mark = level >= 50 ? ' error:' : level >= 40 ? ' warning:' : ''
    process.stdout.write(`${clock}${mark} ${msg}\n${err?.stack === undefined ? '' : `${err.stack}\n`}`)
  },
}

import { sql } from 'kysely'
import type { OpenDatabase } from './database/open-database.ts'
import type { App } from './http.ts'
import { ProblemError } from './problem.ts'

/** For load balancers and service managers: alive, and able to answer. */
export function healthRoutes(app: App, database: Pick<OpenDatabase, 'db'>, version: string): void {
  const config = { permission: 'public' } as const
  const schema = { hide: true }
  app.get('/healthz', { config, schema }, async () => ({ status: 'ok' }))
  app.get('/readyz', { config, schema }, async () => {
    await sql`select 1`.execute(database.db).catch((error: unknown) => {
      throw new ProblemError('unavailable', 'The database does not answer', {}, { cause: error })
    })
    return { status: 'ready' }
  })
  // NeoSC's health call.
  app.get('/api/', { config, schema }, async () => ({ message: 'Sallyport', version }))
}

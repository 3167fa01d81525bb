import { verifyWholeChainAlone } from '../../platform/audit/verify-chain.ts'
import type { LogColumns } from './columns/log-columns.ts'
import { keepVerification, lastVerification, organizationsWithLogs } from './verification-store.ts'
import { tellOf, verificationEntry, type VerifyDeps } from './verify-audit-log.ts'

export interface AuditJobs {
  /** Verifies the log of every organization that is due; `everything` does not ask when it was done last. */
  verify(when: 'due' | 'everything'): Promise<void>
  /** Reads the logs into memory and verifies them in the background, then once a day. */
  start(): void
  stop(): Promise<void>
}

const hour = 3_600_000
const day = 24 * hour

/**
 * What is done for the log by itself. Every verification is of the whole chain: what was verified before may have been
 * changed since, which a look at only the new entries would not notice.
 */
export function createAuditJobs(deps: VerifyDeps & { readonly columns: LogColumns }): AuditJobs {
  const { db, log, columns } = deps
  const stopping = new AbortController()
  let running: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined

  const each = async (work: (organization: string) => Promise<void>) => {
    for (const organization of await organizationsWithLogs(db))
      if (!stopping.signal.aborted) await work(organization)
  }
  const verify = (when: 'due' | 'everything') =>
    each(async (organization) => {
      if (when === 'everything' || (await isDue(deps, organization)))
        await verifyAlone(deps, organization, stopping.signal)
    })
  /** One after the other, so that no more than one of two processors is busy with it. */
  const quietly = (work: () => Promise<void>) => {
    running = running.then(work).catch((error: unknown) => {
      if (!stopping.signal.aborted) log.error({ err: error }, 'work on the audit log failed')
    })
  }
  return {
    verify,
    start() {
      quietly(() => each((organization) => columns.warm(organization, stopping.signal)))
      quietly(() => verify('everything'))
      timer = setInterval(() => quietly(() => verify('due')), hour)
      timer.unref()
    },
    async stop() {
      clearInterval(timer)
      stopping.abort()
      await running
    },
  }
}

async function isDue({ db, now }: VerifyDeps, organization: string): Promise<boolean> {
  const last = await lastVerification(db, organization)
  return last === undefined || now().getTime() - last.verifiedAt.getTime() >= day
}

/** Several nodes share one log: whoever is first verifies it. */
async function verifyAlone(deps: VerifyDeps, organization: string, signal: AbortSignal): Promise<void> {
  const { db, audit, masterKey, now } = deps
  const verifiedAt = now()
  const verification = await verifyWholeChainAlone({ db, masterKey, organization, signal })
  if (verification === undefined) return
  await db.transaction().execute(async (trx) => {
    await keepVerification(trx, organization, { ...verification, verifiedAt })
    // That all is well is no news; a fault is, every day.
    if (!verification.valid)
      await audit.record(trx, { organization, actor: {}, ...verificationEntry(verification) })
  })
  tellOf(deps, organization, { verification, whole: true, verifiedAt })
}

import type { AccessRequest, Settings } from '@sallyport/engine'
import type { FastifyBaseLogger, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Config } from './config.ts'
import { contextCollector } from './features/attributes/collect-context.ts'
import { openCountryDatabase } from './features/attributes/country-database.ts'
import { attributeRoutes } from './features/attributes/routes.ts'
import { allBindings } from './features/bindings/binding-store.ts'
import { bindingRoutes } from './features/bindings/routes.ts'
import { createAuditJobs } from './features/audit/audit-jobs.ts'
import { auditStore } from './features/audit/audit-store.ts'
import { logColumns } from './features/audit/columns/log-columns.ts'
import { auditProofRoutes } from './features/audit/proof-routes.ts'
import { auditRoutes } from './features/audit/routes.ts'
import { auditViewRoutes } from './features/audit/view-routes.ts'
import { accountRoutes } from './features/auth/account-routes.ts'
import { buildAuth } from './features/auth/auth.ts'
import { factorRoutes } from './features/auth/factor-routes.ts'
import { noticeStore } from './features/auth/notice-store.ts'
import { signInRoutes } from './features/auth/routes.ts'
import { signInPoint } from './features/auth/sign-in-gate.ts'
import { ensureOrganization, renameOrganization } from './features/organizations/ensure-organization.ts'
import { organizationRoutes } from './features/organizations/routes.ts'
import { exchangeRoutes } from './features/policies/exchange-routes.ts'
import { loadDecider } from './features/policies/load-decider.ts'
import { refuseLockout } from './features/policies/lockout-guard.ts'
import { lockPolicies } from './features/policies/policy-store.ts'
import { createPolicyWriter } from './features/policies/policy-writer.ts'
import { reloadOnNotify } from './features/policies/reload-on-notify.ts'
import { policyRoutes } from './features/policies/routes.ts'
import { seedDefaultPolicies } from './features/policies/seed-default-policies.ts'
import { nativeRoles } from './features/roles/native-roles.ts'
import { roleRoutes } from './features/roles/routes.ts'
import { apiTokenPrincipal } from './features/tokens/api-token-principal.ts'
import { tokenRoutes } from './features/tokens/routes.ts'
import { tokenStore } from './features/tokens/token-store.ts'
import { accountsOf, recipientsOf } from './features/users/accounts.ts'
import { invitationStore } from './features/users/invitation-store.ts'
import { userRoutes } from './features/users/routes.ts'
import type { UserParts } from './features/users/user-parts.ts'
import { userStore } from './features/users/user-store.ts'
import { personOf, subjectOf, type Account } from './platform/account.ts'
import { apiDocumentation } from './platform/api-documentation.ts'
import { createAuditSink } from './platform/audit/audit-sink.ts'
import { authentication } from './platform/authentication.ts'
import { systemClock, type Clock } from './platform/clock.ts'
import { consoleFiles } from './platform/console-files.ts'
import { openMasterKey, type MasterKey } from './platform/crypto/master-key.ts'
import { hashToken } from './platform/crypto/token.ts'
import { openDatabase, type OpenDatabase } from './platform/database/open-database.ts'
import type { Database } from './platform/database/schema.ts'
import { createDecisionPoint } from './platform/decision-point.ts'
import { createEnforcementPoints } from './platform/enforcement-points.ts'
import { createFulfilment } from './platform/fulfil-obligations.ts'
import { healthRoutes } from './platform/health.ts'
import { createHttp } from './platform/http.ts'
import type { Identity } from './platform/identity.ts'
import { recognizeMasterKey } from './platform/recognize-master-key.ts'
import { refusalRecorder } from './platform/record-refusal.ts'
import { questionOf, requirePermission, type Permission } from './platform/require-permission.ts'
import { telemetry } from './platform/telemetry.ts'

/** What runs: the console, the API and the decisions behind them. */
export interface Running {
  /** The address that people open. */
  readonly url: string
  stop(): Promise<void>
}

export const version = '0.1.0'

/** Opens the database, builds the application, opens the port and says how to begin. */
export async function startSallyport(
  config: Config,
  log: FastifyBaseLogger,
  now: Clock = systemClock,
): Promise<Running> {
  const masterKey = await openMasterKey(config)
  const database = await openDatabase({ dataDir: config.dataDir, databaseUrl: config.databaseUrl, log })
  try {
    const sallyport = await buildSallyport({ config, log, database, masterKey, now })
    await sallyport.app.listen({ host: config.host, port: config.port })
    await sallyport.begin()
    return {
      url: sallyport.publicUrl(),
      async stop() {
        await sallyport.close()
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

export interface Ingredients {
  readonly config: Config
  readonly log: FastifyBaseLogger
  readonly database: OpenDatabase
  readonly masterKey: MasterKey
  readonly now: Clock
}

/**
 * The composition root, to be read as a table of contents: what there is, and who is introduced to whom. Features never
 * import each other; what one needs of another is handed over here.
 */
export async function buildSallyport({ config, log, database, masterKey, now }: Ingredients) {
  const { db } = database
  let openedUrl = `http://localhost:${config.port}`
  const publicUrl = () => config.publicUrl ?? openedUrl
  const secure = config.publicUrl?.startsWith('https:') === true
  const cookie = { name: secure ? '__Host-sallyport' : 'sallyport', secure }

  // The organization, the roles, and the policies in force.
  await recognizeMasterKey(db, masterKey)
  const audit = createAuditSink({ masterKey, now })
  const organization = await ensureOrganization(db, now)
  const roles = new Map(nativeRoles.map((role) => [role.name, role]))
  const settings: Settings = { roles: nativeRoles.map(({ name, permissions }) => ({ name, permissions })) }
  const readSettings = async (from: Kysely<Database>) => ({ ...settings, bindings: await allBindings(from) })
  await seedDefaultPolicies({ db, audit, clock: now }, organization)
  const decisionPoint = createDecisionPoint(await loadDecider(db, readSettings))
  const enforcementPoints = createEnforcementPoints()

  // HTTP, and what is measured of it.
  const app = await createHttp({ log, trustedProxies: config.trustedProxies, secure })
  const metrics = telemetry(app)
  const decideAt = (point: string) => (request: AccessRequest) => {
    const decision = decisionPoint.decide(request)
    metrics.decided(point, decision)
    return decision
  }

  // People, and how they sign in.
  const countries = openCountryDatabase()
  const contextOf = contextCollector(countries)
  const users = userStore(db)
  const invitations = invitationStore(db)
  const notices = noticeStore(db)
  const fulfil = createFulfilment({
    db,
    audit,
    now,
    recipients: (to) => recipientsOf(users, to),
    notify: (trx, to, text, at) => notices.add(trx, to, { kind: 'message', text }, at),
  })
  enforcementPoints.register(signInPoint)
  const auth = await buildAuth({
    db,
    audit,
    masterKey,
    now,
    decide: decideAt('sign-in'),
    contextOf,
    roles,
    accounts: accountsOf(users, invitations, organization, renameOrganization),
    fulfil,
    issuer: 'Sallyport',
    publicUrl,
    log,
  })
  decisionPoint.onSwap(
    () =>
      void auth.watch
        .ask()
        .catch((error: unknown) => log.error({ err: error }, 'open sessions could not be asked')),
  )

  // Who makes a request, and whether they may.
  const tokens = tokenStore(db)
  const subjectOfUser = async (userId: string) => {
    const account = await users.byId(userId)
    return account?.state === 'active' ? subjectOf(account, roles) : undefined
  }
  const apiToken = apiTokenPrincipal({
    tokens,
    roles,
    clock: now,
    subjectOf: subjectOfUser,
    adminToken: config.adminToken,
    organization: () => organization,
  })
  authentication(app, {
    principalOf: async (token, circumstances) =>
      (await auth.principalOf(token, circumstances)) ?? apiToken(hashToken(token)),
    cookieName: cookie.name,
    publicOrigin: publicUrl,
    organization: () => organization,
  })
  const contextOfIdentity = (identity: Identity) =>
    contextOf({
      address: identity.address,
      userAgent: identity.userAgent,
      at: now(),
      session: identity.session,
    })
  const decide = decideAt('admin-api')
  requirePermission(app, {
    decide,
    contextOf: contextOfIdentity,
    recordRefusal: refusalRecorder({ db, audit }),
    fulfil,
    enforcementPoints,
  })
  const may = (request: FastifyRequest, permission: Permission) =>
    decide(questionOf(request, permission, contextOfIdentity(request.identity))).decision

  // The features.
  await apiDocumentation(app, { version, publicUrl })
  await app.register(signInRoutes(auth.parts, cookie, publicUrl))
  await app.register(factorRoutes(auth.parts, cookie))
  await app.register(accountRoutes(auth.parts, notices, cookie))
  await app.register(attributeRoutes({ enforcementPoints, countries }))
  await app.register(roleRoutes())
  await app.register(organizationRoutes({ db }))
  await app.register(tokenRoutes({ db, audit, tokens, roles, clock: now, may }))
  const auditEntries = auditStore(db)
  const auditLog = {
    db,
    audit,
    masterKey,
    now,
    log,
    tell: (...words: Parameters<typeof metrics.auditVerified>) => metrics.auditVerified(...words),
    store: auditEntries,
    columns: logColumns({ source: auditEntries }),
    mayReadAll: (request: FastifyRequest) => may(request, 'audit.read'),
  }
  await app.register(auditRoutes(auditLog))
  await app.register(auditProofRoutes(auditLog))
  await app.register(auditViewRoutes(auditLog))
  const auditJobs = createAuditJobs(auditLog)
  const people = async (accounts?: readonly Account[]) => {
    const contexts = await auth.lastContexts()
    return (accounts ?? (await users.all())).map((account) =>
      personOf(account, roles, contexts.get(account.id) ?? []),
    )
  }
  const writer = createPolicyWriter({
    db,
    audit,
    decisionPoint,
    enforcementPoints,
    readSettings,
    clock: now,
    people,
    contextOf: contextOfIdentity,
  })
  await app.register(
    exchangeRoutes({ db, writer, audit, settings, clock: now, contextOf: contextOfIdentity }),
  )
  await app.register(bindingRoutes({ db, audit, now, publish: (by, change) => writer.publish(by, change) }))
  await app.register(
    policyRoutes({
      db,
      writer,
      decisionPoint,
      enforcementPoints,
      settings,
      clock: now,
      contextOf: contextOfIdentity,
      people,
      openSessions: () => auth.openSessions(),
    }),
  )
  const guardLockout: UserParts['guardLockout'] = async (identity, before, after) => {
    const decider = decisionPoint.current()
    const sides = {
      before: { decider, people: await people(before) },
      after: { decider, people: await people(after) },
    }
    await refuseLockout({
      ...sides,
      points: enforcementPoints.all(),
      requestContext: contextOfIdentity(identity),
      now: now(),
    })
  }
  await app.register(
    userRoutes({
      db,
      audit,
      now,
      users,
      invitations,
      roles,
      care: auth.care,
      publicUrl,
      lock: lockPolicies,
      guardLockout,
      reconsider: () => auth.reconsider(),
    }),
  )
  healthRoutes(app, database, version)
  await consoleFiles(app, {
    folder: fileURLToPath(new URL('../../console/dist', import.meta.url)),
    publicUrl,
  })

  let pruning: NodeJS.Timeout | undefined
  let stopListening: (() => Promise<void>) | undefined
  return {
    app,
    auth,
    decisionPoint,
    auditJobs,
    publicUrl,
    /** The port is open: tells people where to begin and starts what runs by itself. */
    async begin() {
      const { port } = app.server.address() as AddressInfo
      openedUrl = `http://localhost:${port}`
      auth.watch.start()
      auditJobs.start()
      stopListening = await reloadOnNotify({
        listen: (...words) => database.listen(...words),
        writer,
        onError: (error) => log.error({ err: error }, 'policies changed by another node could not be read'),
      })
      pruning = setInterval(
        () =>
          void auth
            .prune()
            .catch((error: unknown) => log.warn({ err: error }, 'old rows could not be removed')),
        hourMilliseconds,
      )
      pruning.unref()
      log.info(`Sallyport ${version} serves ${publicUrl()}`)
      const setup = await auth.renewSetupToken()
      if (setup !== undefined)
        log.info(
          `Nobody has an account yet. Set up the first administrator within an hour: ${publicUrl()}/setup#token=${setup}`,
        )
    },
    async close() {
      clearInterval(pruning)
      await stopListening?.()
      await auth.watch.stop()
      await auditJobs.stop()
      await app.close()
    },
  }
}

const hourMilliseconds = 3_600_000

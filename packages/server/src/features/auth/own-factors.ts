import type { Account } from '../../platform/account.ts'
import type { SessionFacts } from '../../platform/identity.ts'
import { ProblemError } from '../../platform/problem.ts'
import { keepRecoveryCodes, requireFreshProof } from './enrolment.ts'
import type { Factor } from './factor-store.ts'
import { entryOf, type AuthParts, type Visit } from './parts.ts'
import { whereabouts } from './place.ts'
import { newRecoveryCodes } from './recovery-codes.ts'

export async function removeFactor(
  parts: AuthParts,
  account: Account,
  session: SessionFacts,
  id: string,
  visit: Visit,
): Promise<void> {
  await requireFreshProof(parts, account, session)
  const factor = await ownFactor(parts, account, id)
  await parts.db.transaction().execute(async (trx) => {
    await parts.factors.countLocked(trx, account.id)
    if (!(await parts.factors.remove(trx, account.id, id))) throw notFound()
    // Recovery codes stand in for a factor; without one they would be a second password.
    if ((await parts.factors.countLocked(trx, account.id)) === 0)
      await keepRecoveryCodes(parts, trx, account, [])
    await parts.audit.record(trx, {
      ...entryOf(account, visit),
      action: 'remove_factor',
      resource: `factor:${id}`,
      details: `Removed the factor “${factor.name}”`,
      success: true,
      changes: { before: { id, type: factor.type, name: factor.name }, after: null },
    })
    const kind = factor.type === 'webauthn' ? 'passkey' : 'authenticator app'
    await parts.notices.add(
      trx,
      [account],
      {
        kind: 'factor-removed',
        text: `The ${kind} “${factor.name}” was removed from your account. If it was not you who removed it, change your password.`,
        facts: { factor: { type: factor.type, name: factor.name }, ...whereabouts(parts, visit) },
        sessionId: session.id,
      },
      parts.now(),
    )
  })
}

/** A name tells a person’s keys apart and decides nothing, so that it needs no fresh proof. */
export async function renameFactor(
  parts: AuthParts,
  account: Account,
  { id, name }: { id: string; name: string },
  visit: Visit,
): Promise<Factor> {
  const factor = await ownFactor(parts, account, id)
  await parts.db.transaction().execute(async (trx) => {
    await parts.factors.rename(trx, id, name)
    await parts.audit.record(trx, {
      ...entryOf(account, visit),
      action: 'rename_factor',
      resource: `factor:${id}`,
      details: `Renamed the factor “${factor.name}” to “${name}”`,
      success: true,
      changes: { before: { name: factor.name }, after: { name } },
    })
  })
  return { ...factor, name }
}

async function ownFactor(parts: AuthParts, account: Account, id: string): Promise<Factor> {
  const factor = await parts.factors.find(account.id, id)
  if (factor === undefined) throw notFound()
  return factor
}

function notFound(): ProblemError {
  return new ProblemError('factor-not-found', 'You have no factor with this id')
}

export async function renewRecoveryCodes(
  parts: AuthParts,
  account: Account,
  session: SessionFacts,
  visit: Visit,
): Promise<string[]> {
  await requireFreshProof(parts, account, session)
  if (account.factors.length === 0)
    throw new ProblemError('conflict', 'Set up a second factor first; recovery codes stand in for one')
  const codes = newRecoveryCodes()
  await parts.db.transaction().execute(async (trx) => {
    await keepRecoveryCodes(parts, trx, account, codes)
    await parts.audit.record(trx, {
      ...entryOf(account, visit),
      action: 'renew_recovery_codes',
      resource: `user:${account.id}`,
      details: 'Made a new set of recovery codes; the old ones no longer work',
      success: true,
    })
    await parts.notices.add(
      trx,
      [account],
      {
        kind: 'recovery-codes-renewed',
        text: 'A new set of recovery codes was made for your account; the old ones no longer work. If it was not you, make another one and change your password.',
        facts: whereabouts(parts, visit),
        sessionId: session.id,
      },
      parts.now(),
    )
  })
  return codes
}

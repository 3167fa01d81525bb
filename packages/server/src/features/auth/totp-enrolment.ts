import { randomUUID } from 'node:crypto'
import { ProblemError } from '../../platform/problem.ts'
import { enroller, failEnrolment, finishEnrolment, type Confirmed, type Enrolling } from './enrolment.ts'
import { entryOf, type AuthParts, type Visit } from './parts.ts'
import { codeInvalid } from './second-factor.ts'
import { factorCounter } from './counters.ts'
import { newTotpSecret, totpStep, totpUri } from './totp.ts'

export async function beginTotp(
  parts: AuthParts,
  who: Enrolling,
  visit: Visit,
): Promise<{ id: string; secret: string; uri: string }> {
  const { account } = await enroller(parts, who)
  const id = randomUUID()
  const secret = newTotpSecret()
  await parts.db.transaction().execute(async (trx) => {
    await parts.factors.begin(trx, {
      id,
      organization: account.organization,
      userId: account.id,
      name: 'Authenticator app',
      secretSealed: parts.masterKey.seal(secret, `factor:${id}`),
      at: parts.now(),
    })
    await parts.audit.record(trx, {
      ...entryOf(account, visit),
      action: 'begin_factor',
      resource: `factor:${id}`,
      details: 'Began to set up an authenticator app',
      success: true,
    })
  })
  return { id, secret, uri: totpUri(secret, account.email, parts.issuer) }
}

export async function confirmTotp(
  parts: AuthParts,
  who: Enrolling,
  { id, code }: { id: string; code: string },
  visit: Visit,
): Promise<Confirmed> {
  const { account } = await enroller(parts, who)
  const factor = await parts.factors.find(account.id, id)
  if (factor === undefined || factor.confirmedAt !== null || factor.secretSealed === null)
    throw new ProblemError('factor-not-found', 'There is no factor with this id to confirm')
  const counter = factorCounter(parts, account, visit)
  await parts.throttle.check([counter])
  const step = totpStep(parts.masterKey.open(factor.secretSealed, `factor:${id}`), code, parts.now())
  if (step === undefined)
    return failEnrolment(
      parts,
      { who, account, visit, id },
      'An authenticator app was not set up: its code was wrong',
      codeInvalid(),
    )
  await parts.throttle.succeed([counter])
  return finishEnrolment(parts, {
    who,
    account,
    factor,
    kind: 'an authenticator app',
    visit,
    async save(trx) {
      if (!(await parts.factors.confirm(trx, id, step, parts.now()))) throw codeInvalid()
    },
  })
}

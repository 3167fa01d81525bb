import type { Account } from '../../platform/account.ts'
import { ProblemError } from '../../platform/problem.ts'
import type { ChallengeUse } from './challenge-store.ts'
import { factorCounter } from './counters.ts'
import { proofWith } from './enrolment.ts'
import { admit, type Admitted } from './login-sessions.ts'
import { entryOf, failedBecause, type AuthParts, type SignInFailure, type Visit } from './parts.ts'
import { passkeyInvalid } from './passkey-enrolment.ts'
import type { AssertionResponse } from './passkey-schema.ts'
import type { Passkey } from './passkey-store.ts'
import type { PendingSignIn } from './pending-store.ts'
import { whereabouts } from './place.ts'
import { completeOnce, failSecondFactor, pendingSignIn } from './second-factor.ts'
import { passkeyCounter } from './throttle.ts'
import { challengeOf, checkAssertion, requestOptions } from './webauthn.ts'

/** What the browser needs to ask one of this person’s passkeys, as the second factor of a pending sign-in. */
export async function askForPasskey(parts: AuthParts, login: string) {
  const { pending, account } = await pendingSignIn(parts, login, 'step-up')
  const own = await parts.passkeys.ofPerson(account.id)
  if (own.length === 0)
    throw new ProblemError('factor-not-found', 'You have no passkey. Use another second factor')
  const options = await requestOptions(parts.publicUrl(), own)
  await parts.challenges.remember(options.challenge, secondFactor(pending, account), parts.now())
  return options
}

/** Finishes a pending sign-in with a passkey. */
export async function verifyPasskey(
  parts: AuthParts,
  input: { login: string; response: AssertionResponse },
  visit: Visit,
): Promise<Admitted> {
  const { pending, account } = await pendingSignIn(parts, input.login, 'step-up')
  const counter = factorCounter(parts, account, visit)
  await parts.throttle.check([counter])
  const answer = await check(parts, input.response, {
    use: secondFactor(pending, account),
    alone: false,
  })
  const trouble = 'refused' in answer ? answer.refused : await faultOfUse(parts, account, answer, visit)
  if (trouble !== undefined)
    return failSecondFactor(parts, { pending, account, visit }, trouble, passkeyInvalid())
  await parts.throttle.succeed([counter])
  return admit(parts, {
    account,
    proof: proofWith(parts, pending.authMethods, 'webauthn'),
    visit,
    first: (trx) => completeOnce(parts, trx, pending),
  })
}

/** What the browser needs to offer the passkeys that it finds. Nobody is named, so that nobody can be found out. */
export async function askAnyPasskey(parts: AuthParts, organization: string) {
  const options = await requestOptions(parts.publicUrl())
  await parts.challenges.remember(options.challenge, { purpose: 'passkey', organization }, parts.now())
  return options
}

/**
 * Sign-in with a passkey alone: having it and being verified by it are two factors. Copied passkeys count as `hwk` too,
 * because that is what the advice of a denial promises of a passkey; a policy sees no difference.
 */
export async function signInWithPasskey(
  parts: AuthParts,
  input: { response: AssertionResponse; organization: string },
  visit: Visit,
): Promise<Admitted> {
  const { response, organization } = input
  await parts.throttle.check([passkeyCounter(visit.address)])
  const known = await parts.passkeys.byCredential(response.id)
  const account = known === undefined ? undefined : await parts.accounts.byId(known.userId)
  const answer = await check(parts, response, { use: { purpose: 'passkey', organization }, alone: true })
  if ('refused' in answer) return refuse(parts, account, input, visit, answer.refused)
  if (account?.state !== 'active')
    return refuse(parts, account, input, visit, 'the account is disabled', 'account_disabled')
  const trouble = await faultOfUse(parts, account, answer, visit)
  if (trouble !== undefined) return refuse(parts, account, input, visit, trouble)
  return admit(parts, { account, proof: proofWith(parts, [], 'webauthn'), visit })
}

function secondFactor(pending: PendingSignIn, account: Account): ChallengeUse {
  return {
    purpose: 'second-factor',
    organization: account.organization,
    userId: account.id,
    pendingId: pending.id,
  }
}

interface Used {
  readonly passkey: Passkey
  readonly facts: { readonly counter: number; readonly backedUp: boolean }
}

/** Takes the challenge, finds the key and checks what it signed; says why where that fails. */
async function check(
  parts: AuthParts,
  response: AssertionResponse,
  { use, alone }: { use: ChallengeUse; alone: boolean },
): Promise<Used | { refused: string }> {
  const challenge = challengeOf(response)
  if (challenge === undefined || !(await parts.challenges.take(challenge, use, parts.now())))
    return { refused: 'the challenge of the passkey was not ours, or used before, or too old' }
  const passkey = await parts.passkeys.byCredential(response.id)
  if (passkey === undefined) return { refused: 'nobody has registered this passkey' }
  if (use.userId !== undefined && use.userId !== passkey.userId)
    return { refused: 'the passkey belongs to somebody else' }
  if (!namesOwner(passkey, response, alone)) return { refused: 'the passkey does not name its owner' }
  const checked = await checkAssertion(parts.publicUrl(), response, {
    challenge,
    passkey,
    userVerified: alone,
  })
  return 'refused' in checked
    ? { refused: `the passkey’s answer was refused: ${checked.refused}` }
    : { passkey, facts: checked.facts }
}

/** Where nobody was named before, the key has to say whose it is (WebAuthn 7.2, step 6). */
function namesOwner({ handle }: Passkey, { userHandle }: AssertionResponse, alone: boolean): boolean {
  if (userHandle === undefined) return !alone
  return handle?.equals(Buffer.from(userHandle, 'base64url')) === true
}

/** Notes the use; a counter that did not grow means that the key exists twice, which its owner and the log are told. */
async function faultOfUse(
  parts: AuthParts,
  account: Account,
  { passkey, facts }: Used,
  visit: Visit,
): Promise<string | undefined> {
  const at = parts.now()
  if (await parts.passkeys.use(passkey.factorId, { ...facts, at })) return undefined
  await parts.db.transaction().execute(async (trx) => {
    await parts.audit.record(trx, {
      ...entryOf(account, visit),
      action: 'detect_cloned_passkey',
      resource: `factor:${passkey.factorId}`,
      details: `The passkey “${passkey.name}” may have been copied: it signed with a counter that is not above the last one`,
      success: false,
    })
    await parts.notices.add(
      trx,
      [account],
      {
        kind: 'passkey-copied',
        text: `Somebody tried to sign in with what looks like a copy of your passkey “${passkey.name}”. It was refused. Remove that passkey and set up a new one.`,
        facts: { factor: { type: 'webauthn', name: passkey.name }, ...whereabouts(parts, visit) },
      },
      at,
    )
  })
  return `the passkey “${passkey.name}” may have been copied`
}

/** Unknown, wrong and disabled are one answer; only the audit log knows which it was. */
async function refuse(
  parts: AuthParts,
  account: Account | undefined,
  { organization }: { organization: string },
  visit: Visit,
  why: string,
  failure: SignInFailure = 'passkey_refused',
): Promise<never> {
  const somebody = {
    organization,
    actor: {},
    requestId: visit.requestId,
    ...(visit.address === undefined ? {} : { ipAddress: visit.address }),
  }
  await parts.db.transaction().execute((trx) =>
    parts.audit.record(trx, {
      ...(account === undefined ? somebody : entryOf(account, visit)),
      action: 'login',
      resource: 'sign_in',
      details: `Sign-in failed: ${why}`,
      ...failedBecause(failure),
    }),
  )
  await parts.throttle.fail([passkeyCounter(visit.address)])
  throw new ProblemError('invalid-credentials', 'This passkey can’t sign you in')
}

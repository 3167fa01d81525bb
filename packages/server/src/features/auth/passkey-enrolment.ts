import { randomUUID } from 'node:crypto'
import { ProblemError } from '../../platform/problem.ts'
import type { ChallengeUse } from './challenge-store.ts'
import { enroller, failEnrolment, finishEnrolment, type Confirmed, type Enrolling } from './enrolment.ts'
import type { AuthParts, Visit } from './parts.ts'
import type { AttestationResponse } from './passkey-schema.ts'
import { factorCounter } from './counters.ts'
import { challengeOf, checkRegistration, creationOptions } from './webauthn.ts'

type Bound = Awaited<ReturnType<typeof enroller>>

/** What the browser needs to make a passkey. */
export async function beginPasskey(parts: AuthParts, who: Enrolling) {
  const bound = await enroller(parts, who)
  const { id, email, name } = bound.account
  const handle = await parts.passkeys.handleOf(id)
  const known = await parts.passkeys.ofPerson(id)
  const options = await creationOptions(parts.publicUrl(), { handle, email, name }, known)
  await parts.challenges.remember(options.challenge, useOf(bound), parts.now())
  return options
}

export async function finishPasskey(
  parts: AuthParts,
  who: Enrolling,
  input: { response: AttestationResponse; name: string | undefined },
  visit: Visit,
): Promise<Confirmed> {
  const bound = await enroller(parts, who)
  const { account } = bound
  const counter = factorCounter(parts, account, visit)
  await parts.throttle.check([counter])
  const answer = await check(parts, bound, input.response)
  if ('refused' in answer)
    return failEnrolment(
      parts,
      { who, account, visit },
      `A passkey was not set up: ${answer.refused}`,
      passkeyInvalid(),
    )
  await parts.throttle.succeed([counter])
  const name = input.name ?? (await freeName(parts, account.id))
  const factor = { id: randomUUID(), type: 'webauthn', name } as const
  return finishEnrolment(parts, {
    who,
    account,
    factor,
    kind: 'a passkey',
    visit,
    async save(trx) {
      const added = await parts.passkeys.add(trx, {
        ...answer.facts,
        factorId: factor.id,
        name,
        organization: account.organization,
        userId: account.id,
        transports: input.response.transports,
        at: parts.now(),
      })
      if (!added) throw new ProblemError('conflict', 'This passkey is registered already')
    },
  })
}

async function check(parts: AuthParts, bound: Bound, response: AttestationResponse) {
  const challenge = challengeOf(response)
  if (challenge === undefined || !(await parts.challenges.take(challenge, useOf(bound), parts.now())))
    return { refused: 'its challenge was not ours, or used before, or too old' } as const
  return checkRegistration(parts.publicUrl(), response, challenge)
}

function useOf({ account, boundTo }: Bound): ChallengeUse {
  return { purpose: 'enrol', organization: account.organization, userId: account.id, ...boundTo }
}

/** “Passkey”, “Passkey 2” …: the first that the person does not use. */
async function freeName(parts: AuthParts, userId: string): Promise<string> {
  const taken = new Set((await parts.passkeys.ofPerson(userId)).map(({ name }) => name))
  let name = 'Passkey'
  for (let number = 2; taken.has(name); number++) name = `Passkey ${number}`
  return name
}

export function passkeyInvalid(): ProblemError {
  return new ProblemError(
    'code-invalid',
    'The passkey’s answer does not fit, or it was used before, or it came too late. Try again',
  )
}

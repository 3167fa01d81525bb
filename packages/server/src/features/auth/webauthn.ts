import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type WebAuthnCredential,
} from '@simplewebauthn/server'
import { z } from 'zod'
import { challengeMilliseconds } from './challenge-store.ts'
import type { Passkey } from './passkey-store.ts'
import type { AssertionResponse, AttestationResponse } from './passkey-schema.ts'

/** Whom passkeys are made for: the host of PUBLIC_URL; and the one origin whose pages may ask for them. */
export function relyingParty(publicUrl: string): { id: string; origin: string } {
  const { hostname, origin } = new URL(publicUrl)
  return { id: hostname, origin }
}

/** One registration serves both uses: as a second factor, and alone where the key can be found and verifies its owner. */
export function creationOptions(
  publicUrl: string,
  person: { handle: Uint8Array; email: string; name: string },
  known: readonly Passkey[],
) {
  return generateRegistrationOptions({
    rpName: 'Sallyport',
    rpID: relyingParty(publicUrl).id,
    userID: new Uint8Array(person.handle),
    userName: person.email,
    userDisplayName: person.name,
    timeout: challengeMilliseconds,
    attestationType: 'none',
    excludeCredentials: known.map(descriptorOf),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
    supportedAlgorithmIDs: [...algorithms],
  })
}

/** Without `allowed`, the browser offers what it finds, and the key has to verify its owner. */
export function requestOptions(publicUrl: string, allowed?: readonly Passkey[]) {
  return generateAuthenticationOptions({
    rpID: relyingParty(publicUrl).id,
    timeout: challengeMilliseconds,
    userVerification: allowed === undefined ? 'required' : 'preferred',
    ...(allowed === undefined ? {} : { allowCredentials: allowed.map(descriptorOf) }),
  })
}

/** Ed25519, ES256 and RS256: what today's keys make. */
const algorithms = [-8, -7, -257] as const

/** What came of checking an answer: facts, or why it does not hold, in words for the audit log. */
export type Checked<Facts> = { readonly facts: Facts } | { readonly refused: string }

export interface Registered {
  readonly credentialId: string
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly aaguid: string
  readonly backupEligible: boolean
  readonly backedUp: boolean
}

export async function checkRegistration(
  publicUrl: string,
  response: AttestationResponse,
  challenge: string,
): Promise<Checked<Registered>> {
  return checked(response, async () => {
    const { id, origin } = relyingParty(publicUrl)
    const { registrationInfo: info } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: false,
      supportedAlgorithmIDs: [...algorithms],
    })
    if (info === undefined) return { refused: 'its attestation does not fit' }
    return {
      facts: {
        credentialId: info.credential.id,
        publicKey: info.credential.publicKey,
        counter: info.credential.counter,
        aaguid: info.aaguid,
        backupEligible: info.credentialDeviceType === 'multiDevice',
        backedUp: info.credentialBackedUp,
      },
    }
  })
}

export interface Asserted {
  readonly counter: number
  readonly backedUp: boolean
}

export async function checkAssertion(
  publicUrl: string,
  response: AssertionResponse,
  against: { challenge: string; passkey: Passkey; userVerified: boolean },
): Promise<Checked<Asserted>> {
  return checked(response, async () => {
    const { id, origin } = relyingParty(publicUrl)
    const { verified, authenticationInfo: info } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: against.challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      credential: credentialOf(against.passkey),
      requireUserVerification: against.userVerified,
    })
    if (!verified) return { refused: 'its signature does not fit' }
    // Whether a key may be copied is settled when it is made; one that changes its mind is another one.
    if ((info.credentialDeviceType === 'multiDevice') !== against.passkey.backupEligible)
      return { refused: 'it changed whether it may be copied' }
    return { facts: { counter: info.newCounter, backedUp: info.credentialBackedUp } }
  })
}

/** The counter is compared where it is stored, after the signature: nobody else can make a key look like a copy. */
function credentialOf({ credentialId, publicKey }: Passkey): WebAuthnCredential {
  return { id: credentialId, publicKey: new Uint8Array(publicKey), counter: 0 }
}

async function checked<Facts>(
  response: AssertionResponse | AttestationResponse,
  check: () => Promise<Checked<Facts>>,
): Promise<Checked<Facts>> {
  if (clientDataOf(response)?.crossOrigin === true)
    return { refused: 'it was made inside a page of another site' }
  try {
    return await check()
  } catch (error) {
    // The library reports every fault of an answer by throwing; the words hold what a stranger sent.
    return { refused: error instanceof Error ? error.message.slice(0, 300) : 'it can’t be read' }
  }
}

const ClientData = z.object({ challenge: z.string(), crossOrigin: z.boolean().optional() })

/** The challenge that an answer claims to answer; undefined when it can't be read. */
export function challengeOf(response: AssertionResponse | AttestationResponse): string | undefined {
  return clientDataOf(response)?.challenge
}

function clientDataOf({ response }: AssertionResponse | AttestationResponse) {
  try {
    const text = Buffer.from(response.clientDataJSON, 'base64url').toString('utf8')
    return ClientData.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

function descriptorOf({ credentialId, transports }: Passkey) {
  return { id: credentialId, transports: [...transports] }
}

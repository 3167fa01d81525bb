import { z } from 'zod'
import { FactorName, Token } from './schema.ts'

/** Bounded far above what keys send. */
const Base64Url = z
  .string()
  .min(1)
  .max(16_384)
  .regex(/^[A-Za-z0-9_-]+$/u, 'must be base64url')
const CredentialId = Base64Url.max(1_400)

const shared = {
  id: CredentialId,
  rawId: CredentialId,
  type: z.literal('public-key'),
  authenticatorAttachment: z.string().max(40).nullish(),
  clientExtensionResults: z.looseObject({}).optional(),
}

const fromBrowser = 'As `navigator.credentials` answers it, in the JSON form of WebAuthn Level 3'

const Attestation = z
  .object({
    ...shared,
    response: z.object({
      clientDataJSON: Base64Url,
      attestationObject: Base64Url,
      transports: z.array(z.string().max(40)).max(10).optional(),
    }),
  })
  .transform(({ id, rawId, type, response }) => ({
    id,
    rawId,
    type,
    response: { clientDataJSON: response.clientDataJSON, attestationObject: response.attestationObject },
    transports: response.transports ?? [],
    clientExtensionResults: {},
  }))
export type AttestationResponse = z.output<typeof Attestation>

const Assertion = z
  .object({
    ...shared,
    response: z.object({
      clientDataJSON: Base64Url,
      authenticatorData: Base64Url,
      signature: Base64Url,
      userHandle: Base64Url.max(100).nullish(),
    }),
  })
  .transform(({ id, rawId, type, response }) => ({
    id,
    rawId,
    type,
    response: {
      clientDataJSON: response.clientDataJSON,
      authenticatorData: response.authenticatorData,
      signature: response.signature,
    },
    userHandle: response.userHandle ?? undefined,
    clientExtensionResults: {},
  }))
export type AssertionResponse = z.output<typeof Assertion>

export const BeginPasskey = z.object({ login: Token.optional() }).meta({ id: 'BeginPasskey' })
export const FinishPasskey = z
  .object({
    response: Attestation.meta({ description: fromBrowser }),
    name: FactorName.optional(),
    login: Token.optional(),
  })
  .meta({ id: 'FinishPasskey' })
export const AskPasskey = z.object({ login: Token }).meta({ id: 'AskPasskey' })
export const AnswerPasskey = z
  .object({ login: Token, response: Assertion.meta({ description: fromBrowser }) })
  .meta({ id: 'AnswerPasskey' })
export const PasskeyAlone = z
  .object({ response: Assertion.meta({ description: fromBrowser }) })
  .meta({ id: 'PasskeyAlone' })

/** What the page hands to the browser as it is. */
export const CreationOptions = z.looseObject({ challenge: z.string() }).meta({
  id: 'PasskeyCreationOptions',
  description: 'PublicKeyCredentialCreationOptionsJSON, for `navigator.credentials.create`',
})
export const RequestOptions = z.looseObject({ challenge: z.string() }).meta({
  id: 'PasskeyRequestOptions',
  description: 'PublicKeyCredentialRequestOptionsJSON, for `navigator.credentials.get`',
})

import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

/** What a test lets the browser or the key do otherwise than they should. */
export interface Ceremony {
  readonly origin?: string
  readonly rpId?: string
  readonly crossOrigin?: boolean
  /** Whether the key verified its owner; it always notes a touch. */
  readonly userVerified?: boolean
  /** What the signature counter says, in place of the next one. */
  readonly counter?: number
  readonly userHandle?: string | null
  readonly signature?: Buffer
  readonly synced?: boolean
  /** The credential id of a new key, in place of a random one. */
  readonly id?: Buffer
}

interface Credential {
  readonly id: string
  readonly key: KeyObject
  readonly userHandle: string
  readonly synced: boolean
  counter: number
}

// The JSON forms of WebAuthn Level 3, as far as a browser reads them.
interface CreationOptions {
  readonly challenge: string
  readonly rp: { readonly id?: string }
  readonly user: { readonly id: string }
  readonly excludeCredentials?: readonly { readonly id: string }[]
}
interface RequestOptions {
  readonly challenge: string
  readonly rpId?: string
  readonly allowCredentials?: readonly { readonly id: string }[]
}

/** A browser with a security key in it (ES256, attestation `none`), as WebAuthn Level 3 describes them. */
export function softAuthenticator(origin: string) {
  const credentials: Credential[] = []
  const clientData = (type: string, challenge: string, ceremony: Ceremony) =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge,
        origin: ceremony.origin ?? origin,
        crossOrigin: ceremony.crossOrigin ?? false,
      }),
    )
  const pick = (options: RequestOptions): Credential => {
    const allowed = options.allowCredentials?.map(({ id }) => id)
    const found = credentials.find(({ id }) => allowed === undefined || allowed.includes(id))
    if (found === undefined) throw new Error('NotAllowedError: no credential here fits')
    return found
  }
  return {
    credentials,
    create(options: CreationOptions, ceremony: Ceremony = {}) {
      if (options.excludeCredentials?.some(({ id }) => credentials.some((one) => one.id === id)) === true)
        throw new Error('InvalidStateError: this key is registered already')
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const id = ceremony.id ?? randomBytes(32)
      const synced = ceremony.synced ?? false
      credentials.push({
        id: id.toString('base64url'),
        key: privateKey,
        userHandle: options.user.id,
        synced,
        counter: 0,
      })
      const authData = Buffer.concat([
        header(
          ceremony.rpId ?? options.rp.id,
          { ...ceremony, synced, attested: true },
          ceremony.counter ?? 0,
        ),
        Buffer.alloc(16),
        Buffer.from([id.length >> 8, id.length & 255]),
        id,
        coseKey(publicKey),
      ])
      return {
        id: id.toString('base64url'),
        rawId: id.toString('base64url'),
        type: 'public-key',
        authenticatorAttachment: 'cross-platform',
        clientExtensionResults: { credProps: { rk: true } },
        response: {
          clientDataJSON: clientData('webauthn.create', options.challenge, ceremony).toString('base64url'),
          attestationObject: attestation(authData).toString('base64url'),
          transports: synced ? ['internal', 'hybrid'] : ['usb'],
        },
      }
    },
    get(options: RequestOptions, ceremony: Ceremony = {}, credential = pick(options)) {
      // A synced passkey lives in several places at once and counts nowhere.
      const counter = ceremony.counter ?? (credential.synced ? 0 : credential.counter + 1)
      credential.counter = Math.max(credential.counter, counter)
      const { synced } = { ...credential, ...ceremony }
      const authData = header(
        ceremony.rpId ?? options.rpId,
        { ...ceremony, synced, attested: false },
        counter,
      )
      const data = clientData('webauthn.get', options.challenge, ceremony)
      const signed = Buffer.concat([authData, createHash('sha256').update(data).digest()])
      const userHandle = ceremony.userHandle === undefined ? credential.userHandle : ceremony.userHandle
      return {
        id: credential.id,
        rawId: credential.id,
        type: 'public-key',
        authenticatorAttachment: 'cross-platform',
        clientExtensionResults: {},
        response: {
          clientDataJSON: data.toString('base64url'),
          authenticatorData: authData.toString('base64url'),
          signature: (ceremony.signature ?? sign('sha256', signed, credential.key)).toString('base64url'),
          ...(userHandle === null ? {} : { userHandle }),
        },
      }
    },
  }
}

/** Hash of the RP id, flags and counter: the start of authenticator data. */
function header(
  rpId: string | undefined,
  { userVerified = true, synced, attested }: Ceremony & { synced: boolean; attested: boolean },
  counter: number,
): Buffer {
  const flags = 0x01 | (userVerified ? 0x04 : 0) | (synced ? 0x18 : 0) | (attested ? 0x40 : 0)
  const tail = Buffer.alloc(5)
  tail.writeUInt8(flags)
  tail.writeUInt32BE(counter, 1)
  return Buffer.concat([
    createHash('sha256')
      .update(rpId ?? '')
      .digest(),
    tail,
  ])
}

/** CBOR: {fmt: "none", attStmt: {}, authData}. */
function attestation(authData: Buffer): Buffer {
  const length = Buffer.alloc(3)
  length.writeUInt8(0x59)
  length.writeUInt16BE(authData.length, 1)
  return Buffer.concat([
    Buffer.from([0xa3]),
    cborText('fmt'),
    cborText('none'),
    cborText('attStmt'),
    Buffer.from([0xa0]),
    cborText('authData'),
    length,
    authData,
  ])
}

/** CBOR: {1: 2, 3: -7, -1: 1, -2: x, -3: y}, an ES256 key of COSE. */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  const coordinate = (text: string) =>
    Buffer.concat([Buffer.from([0x58, 32]), Buffer.from(text, 'base64url')])
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    coordinate(x),
    Buffer.from([0x22]),
    coordinate(y),
  ])
}

function cborText(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 | text.length]), Buffer.from(text)])
}

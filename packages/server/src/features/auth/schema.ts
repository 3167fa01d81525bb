import { z } from 'zod'
import { noticeKinds } from './notice-store.ts'

const Email = z
  .string()
  .trim()
  .min(3)
  .max(254)
  .regex(/^[^\s@]+@[^\s@]+$/u, 'must be an e-mail address')
const Name = z.string().trim().min(1).max(200)
/** Bounded far above what the rules ask for; the rules themselves say why a password is refused. */
const Password = z.string().max(4096)
export const Token = z.string().min(1).max(512)
/** What people call one of their factors. */
export const FactorName = z.string().trim().min(1).max(100)
const Code = z
  .string()
  .max(64)
  .transform((text) => text.replace(/\s/gu, ''))

export const Login = z.object({ email: z.string().max(320), password: Password }).meta({ id: 'Login' })
export const Setup = z
  .object({
    token: Token,
    name: Name,
    email: Email,
    password: Password,
    organization: z.string().trim().min(1).max(200),
  })
  .meta({ id: 'Setup' })
export const Register = z
  .object({
    email: z.string().max(320),
    password: Password,
    name: Name,
    organization: z.string().max(200).optional(),
    invitation: Token.optional(),
  })
  .meta({ id: 'Register' })
export const ResetLink = z.object({ token: Token }).meta({ id: 'ResetLink' })
export const ResetAccount = z.object({ token: Token, password: Password }).meta({ id: 'ResetAccount' })
export const CodeForLogin = z.object({ login: Token, code: Code }).meta({ id: 'CodeForLogin' })
export const BeginFactor = z
  .object({ type: z.literal('totp'), login: Token.optional() })
  .meta({ id: 'BeginFactor' })
export const RenameFactor = z.object({ name: FactorName }).meta({ id: 'RenameFactor' })
export const ConfirmFactor = z.object({ code: Code, login: Token.optional() }).meta({ id: 'ConfirmFactor' })
export const ChangePassword = z.object({ current: Password, new: Password }).meta({ id: 'ChangePassword' })
export const IdParams = z.object({ id: z.string().min(1).max(100) })

/** RFC 3339, UTC. */
const Time = z.string().meta({ format: 'date-time' })

export const SignedInUser = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    organization: z.string(),
    role: z.enum(['admin', 'user']).meta({ description: '`admin` when a role grants policies.update' }),
    roles: z.array(z.string()),
    mfa_enabled: z.boolean().meta({ description: 'A second factor is set up and confirmed' }),
  })
  .meta({ id: 'SignedInUser' })

const AuthTokenShape = z.object({
  access_token: z.string().optional().meta({
    description: 'Absent when the request carried `X-Session: cookie`: the token is in the cookie then',
  }),
  token_type: z.literal('bearer'),
  expires_at: Time,
  restricted: z.literal(true).optional().meta({ description: 'May only set up a factor' }),
  user: SignedInUser,
})
export const AuthToken = AuthTokenShape.meta({ id: 'AuthToken' })

/** Set-up creates the account in any case; where the policy asks for a factor first, this says how to go on. */
export const SetupAnswer = z
  .union([
    AuthToken,
    z
      .object({
        code: z.enum(['factor-enrolment-required', 'sign-in-denied']),
        detail: z.string(),
        login: z.string().optional(),
        methods: z.array(z.string()).optional(),
      })
      .meta({ id: 'SetupContinues' }),
  ])
  .meta({ id: 'SetupAnswer' })

export const ResetState = z
  .object({
    email: z.string(),
    name: z.string(),
    password: z
      .boolean()
      .meta({ description: 'A new password is chosen; otherwise the present one is proved' }),
    factors: z
      .boolean()
      .meta({ description: 'The second factors were removed; the sign-in sets up new ones' }),
    started_by: z.string(),
    expires_at: Time,
  })
  .meta({ id: 'ResetState' })

export const Factor = z
  .object({
    id: z.string(),
    type: z.enum(['webauthn', 'totp']),
    name: z.string(),
    created_at: Time,
    last_used_at: Time.nullable(),
    backup_eligible: z
      .boolean()
      .optional()
      .meta({ description: 'Of a passkey: it may be copied to other devices of its owner' }),
    backed_up: z.boolean().optional().meta({ description: 'Of a passkey: it has been copied' }),
  })
  .meta({ id: 'Factor' })

export const FactorBegun = z
  .object({
    id: z.string(),
    secret: z.string().meta({ description: 'base32 without padding; SHA-1, 6 digits, 30 seconds' }),
    uri: z.string().meta({ description: 'otpauth:// address for the QR code' }),
  })
  .meta({ id: 'FactorBegun' })

export const FactorConfirmed = AuthTokenShape.partial()
  .extend({
    factor: Factor,
    recovery_codes: z
      .array(z.string())
      .optional()
      .meta({ description: 'Ten, with the first factor; shown this once' }),
  })
  .meta({ id: 'FactorConfirmed' })

export const RecoveryCodesKept = z
  .object({
    left: z.int().meta({ description: 'How many still work' }),
    created_at: Time.nullable().meta({ description: 'When the set was made; null without one' }),
  })
  .meta({ id: 'RecoveryCodesKept' })
export const RecoveryCodes = z.object({ recovery_codes: z.array(z.string()) }).meta({ id: 'RecoveryCodes' })

const Device = z.object({ browser: z.string(), system: z.string().nullable() }).meta({ id: 'Device' })

export const Session = z
  .object({
    id: z.string(),
    current: z.boolean(),
    created_at: Time,
    last_seen_at: Time,
    expires_at: Time,
    auth_methods: z.array(z.string()),
    mfa_verified: z.boolean(),
    ip_address: z.string().nullable(),
    country: z
      .string()
      .nullable()
      .meta({ description: 'ISO 3166 alpha-2 of the address; null in private networks and where unknown' }),
    user_agent: z.string().nullable(),
    device: Device.nullable().meta({ description: 'null for a program that names no browser' }),
  })
  .meta({ id: 'Session' })

export const Notice = z
  .object({
    id: z.string(),
    kind: z.enum(noticeKinds),
    text: z.string().meta({ description: 'In English' }),
    facts: z.object({
      factor: z.object({ type: z.enum(['webauthn', 'totp']), name: z.string() }).optional(),
      address: z.string().optional(),
      country: z.string().optional().meta({ description: 'ISO 3166 alpha-2' }),
      device: Device.optional(),
      left: z.int().optional().meta({ description: 'Recovery codes that are left' }),
      by: z.string().optional().meta({ description: 'Who did it, where that was somebody else' }),
      person: z.string().optional().meta({ description: 'Whose account, where it is somebody else’s' }),
    }),
    created_at: Time,
  })
  .meta({ id: 'Notice' })

export const Me = SignedInUser.extend({
  permissions: z
    .array(z.string())
    .meta({ description: 'What the roles grant, scopes and dates aside; decisions are made per request' }),
  notices: z
    .array(Notice)
    .meta({ description: 'What waits to be read, newest first; not what this session did itself' }),
  session: z
    .object({
      mfa_verified: z.boolean(),
      auth_methods: z.array(z.string()),
      restricted: z.boolean(),
      created_at: Time,
      expires_at: Time,
    })
    .nullable()
    .meta({ description: 'null for an API token, which is no login session' }),
}).meta({ id: 'Me' })

export const LoggedOut = z
  .object({ message: z.string(), sessions_terminated: z.int() })
  .meta({ id: 'LoggedOut' })
export const PasswordChanged = z
  .object({ message: z.string(), sessions_ended: z.int() })
  .meta({ id: 'PasswordChanged' })
export const SessionsEnded = z.object({ sessions_ended: z.int() }).meta({ id: 'SessionsEnded' })
export const SetupState = z.object({ required: z.boolean() }).meta({ id: 'SetupState' })

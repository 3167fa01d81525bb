import { z } from 'zod'

const Time = z.string().meta({ format: 'date-time' })
const Name = z.string().trim().min(1).max(200)

/** As the engine checks it (`validateRoleGrant`); this documents the same for clients. */
const Scope = z
  .object({
    organizations: z.array(z.string()).optional(),
    types: z.array(z.string()).optional(),
    ids: z.array(z.string()).optional(),
    when: z.array(z.any()).optional().meta({ description: 'Conditions, as in a policy' }),
  })
  .meta({ id: 'RoleScope', description: 'Where the role counts: all that is named must hold' })

export const RoleGrant = z
  .object({
    name: z.string(),
    scope: Scope.optional(),
    valid_from: Time.optional(),
    valid_until: Time.optional(),
    state: z.enum(['in_force', 'not_yet', 'expired']),
  })
  .meta({ id: 'RoleGrant', description: 'In force when `valid_from` ≤ now < `valid_until`' })

const words = { type: 'array', items: { type: 'string' } } as const
const time = { type: 'string', format: 'date-time' } as const

/** Anything at all to zod: what may be said is decided by the engine, which names every fault with its path. */
const Grants = z
  .array(z.any())
  .max(50)
  .meta({
    description: 'How roles are held: by their name alone, or within a scope and dates',
    items: {
      anyOf: [
        { type: 'string' },
        {
          type: 'object',
          required: ['name'],
          additionalProperties: false,
          properties: {
            name: { type: 'string' },
            scope: {
              type: 'object',
              additionalProperties: false,
              properties: {
                organizations: words,
                types: words,
                ids: words,
                when: { type: 'array', items: {} },
              },
            },
            valid_from: time,
            valid_until: time,
          },
        },
      ],
    },
  })

const Lock = z
  .object({
    of: z.enum(['password', 'second_factor']),
    until: Time.nullable().meta({ description: 'null: until somebody unlocks it' }),
    new_places_only: z
      .boolean()
      .meta({ description: 'It still opens from addresses where the person has signed in from before' }),
  })
  .meta({ id: 'AccountLock' })

export const User = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    organization: z.string(),
    role: z.enum(['admin', 'user']),
    roles: z.array(z.string()).meta({ description: 'Names, whatever their scope and dates; see `grants`' }),
    grants: z.array(RoleGrant),
    mfa_enabled: z.boolean().meta({ description: 'A second factor is set up and confirmed' }),
    factors: z.array(z.string()),
    factor_coverage: z.object({
      webauthn: z.int(),
      totp: z.int(),
      recovery_codes: z.int().meta({ description: 'Left of the last set' }),
      phishing_resistant: z.boolean().meta({ description: 'A passkey is set up and confirmed' }),
    }),
    state: z.enum(['invited', 'active', 'disabled']),
    open_sessions: z.int(),
    locks: z.array(Lock),
    invitation_expires_at: Time.nullable().meta({
      description: 'Of somebody who has not accepted yet, disabled meanwhile or not',
    }),
    reset: z
      .object({ password: z.boolean(), factors: z.boolean(), expires_at: Time })
      .nullable()
      .meta({ description: 'Started and not finished: until its link is used, no password signs in' }),
    created_at: Time,
    last_login_at: Time.nullable(),
  })
  .meta({ id: 'User' })

export const Invitation = z
  .object({ token: z.string(), url: z.string(), expires_at: Time })
  .meta({ id: 'Invitation', description: 'Shown once; renewable' })

export const UserInvited = User.extend({ invitation: Invitation }).meta({ id: 'UserInvited' })

export const NewUser = z
  .strictObject({
    email: z
      .string()
      .trim()
      .min(3)
      .max(254)
      .regex(/^[^\s@]+@[^\s@]+$/u, 'must be an e-mail address'),
    name: Name,
    roles: Grants.default([]),
    organization: z
      .string()
      .max(200)
      .optional()
      .meta({ description: 'The one organization there is; another is refused' }),
  })
  .meta({ id: 'NewUser' })

export const UserChange = z
  .strictObject({
    name: Name.optional(),
    roles: Grants.optional(),
    state: z.enum(['active', 'disabled']).optional().meta({
      description: '`active` enables; who never accepted the invitation is `invited` again',
    }),
  })
  .meta({ id: 'UserChange' })

export const NewReset = z
  .strictObject({
    password: z.boolean().default(true).meta({ description: 'The person chooses a new one at the link' }),
    factors: z
      .boolean()
      .default(false)
      .meta({ description: 'Removes passkeys, authenticator apps and recovery codes at once' }),
  })
  .refine(({ password, factors }) => password || factors, {
    path: ['password'],
    message: 'nothing would be reset: name password, factors or both',
  })
  .meta({ id: 'NewReset' })

export const ResetStarted = z
  .object({
    token: z.string(),
    url: z.string(),
    expires_at: Time,
    password: z
      .boolean()
      .meta({ description: 'A new password is chosen; otherwise the present one is proved' }),
    factors_removed: z.int(),
    sessions_ended: z.int(),
  })
  .meta({ id: 'ResetStarted', description: 'Its link is shown once; starting again makes a new one' })

export const UserSession = z
  .object({
    id: z.string(),
    created_at: Time,
    last_seen_at: Time,
    expires_at: Time,
    auth_methods: z.array(z.string()),
    mfa_verified: z.boolean(),
    ip_address: z.string().nullable(),
    user_agent: z.string().nullable(),
    device: z
      .object({ browser: z.string(), system: z.string().nullable() })
      .nullable()
      .meta({ description: 'null for a program that names no browser' }),
  })
  .meta({ id: 'UserSession' })

export const UserFactor = z
  .object({
    id: z.string(),
    type: z.enum(['webauthn', 'totp']),
    name: z.string(),
    created_at: Time,
    last_used_at: Time.nullable(),
    backup_eligible: z.boolean().optional(),
    backed_up: z.boolean().optional(),
  })
  .meta({ id: 'UserFactor' })

export const SessionsEnded = z.object({ sessions_ended: z.int() }).meta({ id: 'SessionsEnded' })

const Id = z.string().min(1).max(100)
export const UserParams = z.object({ id: Id })
export const UserSessionParams = z.object({ id: Id, sessionId: Id })
export const UserFactorParams = z.object({ id: Id, factorId: Id })

export const Reason = z.object({
  reason: z.string().trim().min(1).max(500).optional().meta({ description: 'Recorded in the audit log' }),
})

export const ChangeQuery = Reason.extend({
  force: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .meta({ description: 'With a reason: goes ahead although no administrator could sign in afterwards' }),
})

export const UserQuery = z.object({
  q: z.string().max(200).optional().meta({ description: 'Part of the name or address' }),
  role: z.string().max(200).optional(),
  state: z.enum(['invited', 'active', 'disabled']).optional(),
  factor: z
    .enum(['none', 'totp', 'webauthn'])
    .optional()
    .meta({ description: 'Who has such a confirmed factor, or none at all' }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .default(100)
    .transform((limit) => Math.min(limit, 1000)),
  cursor: z.string().max(500).optional(),
})

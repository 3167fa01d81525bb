import { z } from 'zod'

const Time = z.string().meta({ format: 'date-time' })
const Roles = z.array(z.string().min(1).max(100)).max(50)
const Name = z.string().trim().min(1).max(200)

export const User = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    organization: z.string(),
    role: z.enum(['admin', 'user']),
    roles: z.array(z.string()),
    mfa_enabled: z.boolean().meta({ description: 'A second factor is set up and confirmed' }),
    factors: z.array(z.string()),
    state: z.enum(['invited', 'active', 'disabled']),
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
    roles: Roles.default([]),
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
    roles: Roles.optional(),
    state: z.enum(['active', 'disabled']).optional(),
  })
  .meta({ id: 'UserChange' })

export const UserParams = z.object({ id: z.string().min(1).max(100) })

export const ChangeQuery = z.object({
  reason: z.string().trim().min(1).max(500).optional().meta({ description: 'Recorded in the audit log' }),
  force: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .meta({ description: 'With a reason: goes ahead although no administrator could sign in afterwards' }),
})

export const UserQuery = z.object({
  q: z.string().max(200).optional(),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .default(100)
    .transform((limit) => Math.min(limit, 1000)),
  cursor: z.string().max(500).optional(),
})

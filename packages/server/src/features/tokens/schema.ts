import { z } from 'zod'

/** A token outlives a year by a month at most; who wants longer renews. */
export const longestLifeDays = 400
export const defaultLifeDays = 90

export const Token = z
  .object({
    id: z.string(),
    name: z.string(),
    roles: z.array(z.string()),
    owner: z
      .object({ id: z.string(), email: z.string() })
      .nullable()
      .meta({ description: 'Whose it is; null when it was made by a service.' }),
    created_at: z.iso.datetime(),
    expires_at: z.iso.datetime().nullable(),
    last_used_at: z.iso.datetime().nullable().meta({ description: 'To the minute.' }),
  })
  .meta({ id: 'Token' })

export const CreatedToken = z
  .object({
    ...Token.shape,
    token: z.string().meta({ description: 'Shown this once; only its hash is kept.' }),
  })
  .meta({ id: 'CreatedToken' })

export const NewToken = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    roles: z
      .array(z.string().min(1).max(100))
      .max(50)
      .meta({ description: 'Roles that you hold without a scope; the token has no more than these.' }),
    expires_at: z.iso
      .datetime({ offset: true })
      .optional()
      .meta({
        description: `At most ${longestLifeDays} days from now; ${defaultLifeDays} days when absent.`,
      }),
  })
  .meta({ id: 'NewToken' })
export type NewToken = z.output<typeof NewToken>

export const TokenId = z.object({ id: z.string().min(1).max(100) })

/** The general rules of lists; a limit above the most is clamped. */
export const TokenList = z.strictObject({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(1e9)
    .transform((limit) => Math.min(limit, 1000))
    .default(1000),
  cursor: z.string().min(1).max(200).optional(),
})

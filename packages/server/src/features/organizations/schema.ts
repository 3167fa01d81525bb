import { z } from 'zod'

/** NeoSC's members that are counted today; `workspaces_count` joins them when workspaces exist. */
export const Organization = z
  .object({
    id: z.string(),
    name: z.string(),
    domain: z.string().nullable(),
    users_count: z.int().nonnegative().meta({ description: 'People with an account, counted now.' }),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'Organization' })

import { z } from 'zod'

export const Role = z
  .object({
    name: z.string(),
    description: z.string(),
    permissions: z.array(
      z.object({
        permission: z.string().meta({ examples: ['policies.update', 'policies.*', '*'] }),
        meaning: z.string().meta({ description: 'The same in plain words.' }),
      }),
    ),
    native: z.boolean().meta({ description: 'Exists from the start and cannot be edited.' }),
  })
  .meta({ id: 'Role' })

export const RoleName = z.object({ name: z.string().min(1).max(100) })

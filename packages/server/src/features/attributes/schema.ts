import { z } from 'zod'

export const Attribute = z
  .object({
    name: z.string(),
    type: z.string(),
    meaning: z.string(),
    operators: z.array(z.string()),
    values: z.array(z.string()).optional().meta({ description: 'The only values there are.' }),
    supplied_by: z
      .array(z.string())
      .meta({ description: 'The enforcement points that supply it; elsewhere it is unknown.' }),
  })
  .meta({ id: 'Attribute', description: 'A context attribute that conditions can read by its bare name.' })

export const AttributeCatalogue = z
  .object({
    attributes: z.array(Attribute),
    country_database: z.object({ name: z.string(), date: z.iso.datetime() }),
  })
  .meta({ id: 'AttributeCatalogue' })

import { wellKnownAttributes } from '@sallyport/engine'
import type { z } from 'zod'
import type { EnforcementPoints } from '../../platform/enforcement-points.ts'
import type { CountryDatabase } from './country-database.ts'
import type { AttributeCatalogue } from './schema.ts'

/** These are read off the clock of the decision, so whoever supplies the time supplies them. */
const derivedFromTime: ReadonlySet<string> = new Set(['time_of_day', 'day_of_week', 'date'])

export function listAttributes(
  points: EnforcementPoints,
  countries: CountryDatabase,
): z.input<typeof AttributeCatalogue> {
  const suppliersOf = (name: string) => {
    const supplied = derivedFromTime.has(name) ? 'time' : name
    const suppliers = points.all().filter(({ attributes }) => attributes.includes(supplied))
    return suppliers.map(({ id }) => id)
  }
  return {
    attributes: wellKnownAttributes.map(({ name, type, meaning, operators, values }) => ({
      name,
      type,
      meaning,
      operators: [...operators],
      ...(values && { values: [...values] }),
      supplied_by: suppliersOf(name),
    })),
    country_database: { name: countries.name, date: countries.date.toISOString() },
  }
}

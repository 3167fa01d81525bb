/** A token outlives a year by a month at most. */
export const mostDays = 400
export const lifetimes = ['7', '30', '90', '365'] as const
export type Lifetime = (typeof lifetimes)[number] | 'date'

const day = 86_400_000

/** The instant at which it ends: so many days from now, or with the end of its last day where the reader is. */
export function expiryOf(lifetime: Lifetime, lastDay: string, now: number): string | undefined {
  if (lifetime !== 'date') return new Date(now + Number(lifetime) * day).toISOString()
  const end = new Date(`${lastDay}T00:00:00`)
  if (Number.isNaN(end.getTime())) return undefined
  end.setDate(end.getDate() + 1)
  return end.toISOString()
}

/** “2027-02-19”: a day as a date field holds it, so many days from now. */
export function dayFrom(now: number, days: number): string {
  const at = new Date(now + days * day)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

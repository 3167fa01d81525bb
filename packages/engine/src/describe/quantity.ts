/** What is counted: one of it, and several. */
export type Unit = readonly [one: string, several: string]

export function quantity(count: unknown, [one, several]: Unit): string {
  return `${String(count)} ${count === 1 ? one : several}`
}

/** In the largest unit of which there is a whole number: “8 hours” for 28800 seconds. */
export function duration(seconds: unknown, [second, minute, hour]: readonly [Unit, Unit, Unit]): string {
  const count = Number(seconds)
  if (count > 0 && count % 3600 === 0) return quantity(count / 3600, hour)
  return count > 0 && count % 60 === 0 ? quantity(count / 60, minute) : quantity(seconds, second)
}

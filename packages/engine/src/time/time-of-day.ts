/** `HH:MM` or `HH:MM:SS` → seconds since midnight; `24:00` is allowed as an end only. */
export function parseTimeOfDay(text: unknown, isEnd = false): number | undefined {
  const match = typeof text === 'string' ? /^(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text) : null
  if (match === null) return undefined
  const [hour = 0, minute = 0, second = 0] = [match[1], match[2], match[3] ?? 0].map(Number)
  if (minute > 59 || second > 59) return undefined
  if (hour === 24) return isEnd && minute === 0 && second === 0 ? 86_400 : undefined
  return hour > 23 ? undefined : (hour * 60 + minute) * 60 + second
}

export function formatTimeOfDay(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** Start included, end excluded; a span whose end is before its start crosses midnight. */
export function isWithinDay(seconds: number, start: number, end: number): boolean {
  return start < end ? start <= seconds && seconds < end : start <= seconds || seconds < end
}

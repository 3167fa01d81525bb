const steps = [1, 1.5, 2, 3, 4, 5, 6, 8, 10]

/** The marks of an axis of counts, from 0 up past the highest: `[0, 20, 40]`. Whole numbers, so that none is cut. */
export function marksFor(highest: number): readonly number[] {
  if (highest <= 1) return [0, 1]
  const half = highest / 2
  const power = 10 ** Math.floor(Math.log10(half))
  const step = steps.map((one) => one * power).find((one) => one >= half && Number.isInteger(one))
  return step === undefined ? [0, 1, 2] : [0, step, step * 2]
}

/** "1.2K", for the axis; a bar says its whole number. */
export function shortNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { notation: 'compact' }).format(value)
}

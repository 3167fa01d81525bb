import { locale } from './language.ts'

/** "45 seconds", "2 minutes", "1 hour 5 minutes": what is left, said calmly. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds))
  const parts: [number, Intl.RelativeTimeFormatUnit][] =
    whole < 90
      ? [[whole, 'second']]
      : whole < 5_400
        ? [[Math.ceil(whole / 60), 'minute']]
        : [
            [Math.floor(whole / 3_600), 'hour'],
            [Math.floor((whole % 3_600) / 60), 'minute'],
          ]
  return parts
    .filter(([number], index) => index === 0 || number > 0)
    .map(([number, unit]) =>
      new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(number),
    )
    .join(' ')
}

import { describe, expect, test } from 'vitest'
import { parseInstant } from './instant.ts'
import { dateOf, instantsOf, isZone, offsetAt, secondsOfDay, transitions, weekdayOf } from './zone.ts'

const at = (text: string) => parseInstant(text) ?? expect.fail(text)
const minutes = 60_000

test.each(['UTC', 'Europe/Madrid', 'Etc/GMT+5', 'America/Port-au-Prince', 'America/Argentina/Buenos_Aires'])(
  '%s is a zone',
  (name) => {
    expect(isZone(name)).toBe(true)
  },
)

test.each(['', '+02:00', 'Europe', 'Nowhere/City', ' UTC', 'UTC ', 'Europe/Madrid\n'])(
  '%j is no zone',
  (name) => {
    expect(isZone(name)).toBe(false)
  },
)

test.each([
  ['UTC', '2026-05-01T12:00:00Z', 0],
  ['Europe/Madrid', '2026-03-29T00:59:59.999Z', 60],
  ['Europe/Madrid', '2026-03-29T01:00:00Z', 120],
  ['Europe/Madrid', '2026-10-25T00:59:59.999Z', 120],
  ['Europe/Madrid', '2026-10-25T01:00:00Z', 60],
  ['Asia/Kolkata', '2026-05-01T12:07:08.999Z', 330],
  ['America/St_Johns', '2026-01-01T00:00:00Z', -210],
  ['Pacific/Kiritimati', '2026-12-31T23:59:59Z', 840],
  // When zones still changed in the middle of a quarter of an hour.
  ['Africa/Monrovia', '1972-01-07T00:44:29Z', -44.5],
  ['Africa/Monrovia', '1972-01-07T00:44:30Z', 0],
  ['Africa/Monrovia', '1972-01-07T00:44:29.999Z', -44.5],
  ['Nowhere/City', '1970-01-01T00:00:00Z', 0],
])('in %s at %s the clock is ahead by %d minutes', (zone, time, ahead) => {
  expect(offsetAt(at(time), zone)).toBe(ahead * minutes)
})

describe('the wall clock', () => {
  test.each([
    ['UTC', '2026-05-01T23:59:59.999Z', 86_399, 'friday', '2026-05-01'],
    ['Europe/Madrid', '2026-05-01T22:00:00Z', 0, 'saturday', '2026-05-02'],
    ['America/St_Johns', '2026-05-01T02:29:59Z', 86_399, 'thursday', '2026-04-30'],
    ['UTC', '1969-12-31T23:59:59.999Z', 86_399, 'wednesday', '1969-12-31'],
    ['UTC', '1970-01-01T00:00:00Z', 0, 'thursday', '1970-01-01'],
    ['UTC', '2026-05-03T00:00:00Z', 0, 'sunday', '2026-05-03'],
    ['UTC', '2026-05-04T00:00:01Z', 1, 'monday', '2026-05-04'],
    ['UTC', '2026-05-05T00:00:00Z', 0, 'tuesday', '2026-05-05'],
  ])('of %s at %s', (zone, time, seconds, weekday, date) => {
    expect([secondsOfDay(at(time), zone), weekdayOf(at(time), zone), dateOf(at(time), zone)]).toEqual([
      seconds,
      weekday,
      date,
    ])
  })

  test('shows a time once, twice when the hour is repeated, and never when it is skipped', () => {
    const on = (date: string) => instantsOf(at(`${date}T00:00:00Z`), 2.5 * 3600, 'Europe/Madrid')
    expect(on('2026-05-01')).toEqual([at('2026-05-01T00:30:00Z')])
    expect(on('2026-10-25')).toEqual([at('2026-10-25T00:30:00Z'), at('2026-10-25T01:30:00Z')])
    expect(on('2026-03-29')).toEqual([])
  })

  test('changes twice a year, or not at all', () => {
    const [spring, autumn] = [at('2026-03-29T01:00:00Z'), at('2026-10-25T01:00:00Z')]
    const during = (from: number, to: number) => transitions('Europe/Madrid', from, to)
    expect(during(at('2026-01-01T00:00:00Z'), at('2027-01-01T00:00:00Z'))).toEqual([spring, autumn])
    expect(during(spring - 1, spring)).toEqual([spring])
    expect(during(spring, spring + minutes)).toEqual([])
    expect(during(spring - minutes, spring - 1)).toEqual([])
    expect(transitions('UTC', at('2026-01-01T00:00:00Z'), at('2027-01-01T00:00:00Z'))).toEqual([])
  })
})

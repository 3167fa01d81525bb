import type { Condition, Policy } from '@sallyport/engine'
import { describe, expect, test } from 'vitest'
import { timesToTry } from './times-to-try.ts'

const now = new Date('2026-11-18T10:07:00.000Z')

function policyWith(condition: Condition): Policy {
  return {
    id: 'p',
    name: 'P',
    type: 'access',
    statements: [{ id: 's', label: 'S', effect: 'deny', unless: [condition] }],
  }
}

function timesFor(condition: Condition): string[] {
  return timesToTry(now, [policyWith(condition)], '').map((time) => time.toISOString())
}

describe('the times that are tried', () => {
  test('are now alone when no policy reads time', () => {
    expect(timesFor({ attribute: 'source_ip', operator: 'in', value: '10.0.0.0/8' })).toEqual([
      now.toISOString(),
    ])
  })
  test('hold every beginning that somebody wrote, for eight days', () => {
    const times = timesFor({ attribute: 'time_of_day', operator: 'between', value: ['03:20', '03:21:30'] })
    expect(times[0]).toBe(now.toISOString())
    expect(times).toContain('2026-11-19T03:20:00.000Z')
    expect(times).toContain('2026-11-26T03:21:30.000Z')
    expect(times).not.toContain('2026-11-18T03:20:00.000Z')
  })
  test('hold a beginning in a zone that is half an hour off', () => {
    // 09:10 in Kolkata is 03:40 UTC.
    const times = timesFor({
      attribute: 'time_of_day',
      operator: 'between',
      value: ['09:10', '09:20'],
      zone: 'Asia/Kolkata',
    })
    expect(times).toContain('2026-11-19T03:40:00.000Z')
  })
  test('hold an instant within the eight days and the second after it', () => {
    const times = timesFor({ attribute: 'time', operator: 'greater_than', value: '2026-11-20T05:06:07Z' })
    expect(times).toContain('2026-11-20T05:06:07.000Z')
    expect(times).toContain('2026-11-20T05:06:08.000Z')
  })
  test('are bounded however many times are written', () => {
    const value = Array.from(
      { length: 60 },
      (_, minute) =>
        `1${minute % 10}:${String(minute).padStart(2, '0')}:${String(59 - minute).padStart(2, '0')}`,
    )
    const times = timesToTry(
      now,
      [{ ...policyWith({ attribute: 'time', operator: 'exists' }), rules: value }],
      '',
    )
    expect(times.length).toBeLessThan(15_000)
  })
})

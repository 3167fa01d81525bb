import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { AuditActivity } from '../../api/types.ts'
import { BarChart } from '../../ui/bar-chart.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { LivePart } from '../../ui/live-part.tsx'
import { format, locale } from '../../ui/language.ts'
import { Bone } from '../../ui/states.tsx'
import { activityQuery } from './overview-queries.ts'
import { texts } from './overview-texts.ts'
import styles from './overview-week.module.css'

const { week } = texts

/** Sign-ins and denials of the last seven days, and why there were denials. */
export function OverviewWeek() {
  const activity = useQuery(activityQuery(7))
  return (
    <LivePart
      title={week.title}
      failed={week.failed}
      query={activity}
      shape={<Bone height={200} />}
      action={
        <Link to="/audit" search={{ outcome: 'failure' }} className={buttonClass({ size: 'small' })}>
          {week.action}
        </Link>
      }
    >
      {(data) => <Week activity={data} />}
    </LivePart>
  )
}

function Week({
  activity: { days, reasons, counts_are_lower_bounds: least },
}: {
  readonly activity: AuditActivity
}) {
  const navigate = useNavigate()
  const open = (first: number, last: number) =>
    void navigate({
      to: '/audit',
      search: { since: startOf(days[first]?.day, 0), until: startOf(days[last]?.day, 1) },
    })
  const total = (of: 'sign_ins' | 'denials') => days.reduce((sum, day) => sum + day[of], 0)
  return (
    <div className={styles.week}>
      <div className={styles.days}>
        <p className={styles.totals}>
          {week.signInsOf(total('sign_ins'))} · {week.denialsOf(total('denials'))}
        </p>
        <BarChart
          label={week.chart}
          bucketName={week.day}
          height={140}
          onSelect={open}
          series={[
            { id: 'sign-ins', label: week.signIns, tone: 'allow' },
            { id: 'denials', label: week.denials, tone: 'deny', hatched: true },
          ]}
          buckets={days.map(({ day, sign_ins: signIns, denials }) => ({
            id: day,
            label: dayNamed(day, { weekday: 'long', day: 'numeric', month: 'long' }),
            tick: dayNamed(day, { weekday: 'short' }),
            values: [signIns, denials],
          }))}
        />
        {least && <p className={styles.least}>{week.least}</p>}
      </div>
      <Reasons reasons={reasons} />
    </div>
  )
}

function Reasons({ reasons }: { readonly reasons: AuditActivity['reasons'] }) {
  if (reasons.length === 0) return <p className={styles.none}>{week.none}</p>
  const most = Math.max(...reasons.map(({ count }) => count))
  return (
    <table className={styles.reasons}>
      <caption>{week.why}</caption>
      <thead>
        <tr>
          <th scope="col">{week.reason}</th>
          <th scope="col">{week.times}</th>
        </tr>
      </thead>
      <tbody>
        {shortened(reasons).map(({ reason, count }) => (
          <tr key={reason}>
            <th scope="row">
              {wordsOf(reason)}
              <span className={styles.bar} style={{ width: `${((count / most) * 100).toFixed(1)}%` }} />
            </th>
            <td>{format(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const mostReasons = 6

/** The most frequent one by one, the others together. */
export function shortened(reasons: AuditActivity['reasons']): AuditActivity['reasons'] {
  const named = reasons.filter(({ reason }) => reason !== 'other')
  const shown = named.slice(0, reasons.length > mostReasons ? mostReasons - 1 : mostReasons)
  const rest = reasons.filter((one) => !shown.includes(one)).reduce((sum, { count }) => sum + count, 0)
  return rest === 0 ? shown : [...shown, { reason: 'other', count: rest }]
}

/** A rule speaks for itself; a code has words here. */
function wordsOf(reason: string): string {
  const known: Readonly<Record<string, string>> = texts.reasons
  return Object.hasOwn(known, reason) ? (known[reason] ?? reason) : reason
}

/** The instant at which a day begins where the reader is, or one so many days later. */
function startOf(day = '', later: number): string {
  const date = new Date(`${day}T00:00`)
  date.setDate(date.getDate() + later)
  return date.toISOString()
}

/** A day of a calendar is nobody's instant: it is named where it is meant. */
function dayNamed(day: string, how: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, { ...how, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
}

import { Link } from '@tanstack/react-router'
import { CircleCheck, CircleSlash } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import type { AuditEvent } from '../../api/types.ts'
import { classNames } from '../../ui/class-names.ts'
import { Bone, Loading } from '../../ui/states.tsx'
import { exactTime } from '../../ui/time-words.ts'
import { toneStyle } from '../../ui/tone.ts'
import styles from './event-table.module.css'
import { useRoomyRows } from './roomy-rows.ts'
import { texts } from './texts.ts'
import { stamp } from './time-axis.ts'
import type { Audit } from './use-audit.ts'
import { moveBy } from './use-row-keys.ts'
import { actorWords } from './words.ts'

/** One line an event. One row is reached by Tab, the others by the arrows or `j` and `k`. */
export function EventTable({ audit }: { readonly audit: Audit }) {
  const { rows, event, asked, events } = audit
  const [focused, setFocused] = useState<string>()
  const roomy = useRoomyRows()
  const reachable = [event, focused].find((id) => rows.some((row) => row.id === id)) ?? rows[0]?.id
  const pressed = (press: KeyboardEvent) => {
    const step = press.key === 'ArrowDown' ? 1 : press.key === 'ArrowUp' ? -1 : undefined
    if (step === undefined) return
    press.preventDefault()
    moveBy(audit, step)
  }
  return (
    <table
      className={classNames(styles.table, roomy && styles.roomy)}
      aria-busy={events.isPlaceholderData}
      onKeyDown={pressed}
    >
      <thead>
        <tr>
          <th scope="col">{texts.table.time}</th>
          <th scope="col">{texts.table.actor}</th>
          <th scope="col">{texts.table.event}</th>
          <th scope="col">{texts.table.resource}</th>
          <th scope="col">{texts.table.outcome}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row
            key={row.id}
            row={row}
            asked={asked}
            selected={row.id === event}
            reachable={row.id === reachable}
            onFocus={setFocused}
          />
        ))}
      </tbody>
    </table>
  )
}

interface RowProps {
  readonly row: AuditEvent
  readonly asked: number
  readonly selected: boolean
  readonly reachable: boolean
  readonly onFocus: (id: string) => void
}

function Row({ row, asked, selected, reachable, onFocus }: RowProps) {
  return (
    <tr className={styles.row} data-selected={selected || undefined}>
      <td className={styles.time}>
        <time dateTime={row.timestamp} title={exactTime(row.timestamp)}>
          {stamp(row.timestamp, asked)}
        </time>
      </td>
      <td className={styles.actor} title={actorWords(row)}>
        {actorWords(row)}
      </td>
      <td className={styles.details}>
        <Link
          from="/audit"
          to="/audit"
          search={(now) => ({ ...now, event: row.id })}
          resetScroll={false}
          className={styles.link}
          data-row={row.id}
          tabIndex={reachable ? 0 : -1}
          aria-current={selected || undefined}
          onFocus={() => onFocus(row.id)}
        >
          {row.details}
        </Link>
      </td>
      <td className={styles.resource} title={row.resource}>
        {row.resource}
      </td>
      <td className={styles.outcome}>
        <Outcome success={row.success} />
      </td>
    </tr>
  )
}

export function Outcome({ success }: { readonly success: boolean }) {
  const Icon = success ? CircleCheck : CircleSlash
  return (
    <span className={styles.mark} style={toneStyle(success ? 'allow' : 'deny')}>
      <Icon size={14} aria-hidden />
      {texts.outcomeShort[success ? 'success' : 'failure']}
    </span>
  )
}

export function TableShape() {
  return (
    <Loading>
      {Array.from({ length: 10 }, (_, index) => (
        <p key={index} className={styles.bones}>
          <Bone width="110px" />
          <Bone width="120px" />
          <Bone width={`${40 + ((index * 7) % 20)}%`} />
        </p>
      ))}
    </Loading>
  )
}

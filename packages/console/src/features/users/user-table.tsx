import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { User } from '../../api/types.ts'
import { Badge } from '../../ui/badge.tsx'
import { format } from '../../ui/language.ts'
import { Time } from '../../ui/time.tsx'
import { Coverage } from './coverage.tsx'
import { StateBadges } from './state-badges.tsx'
import { texts } from './texts.ts'
import styles from './users.module.css'

/** A table, and below 860 pixels a card for each person with the same facts in the same order. */
export function UserTable({ users }: { readonly users: readonly User[] }) {
  const { columns } = texts
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <thead>
          <tr>
            {Object.values(columns).map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <Row key={user.id} user={user} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ user }: { readonly user: User }) {
  const { columns } = texts
  return (
    <tr className={styles.row}>
      <td>
        <Link to="/access/users/$id" params={{ id: user.id }} className={styles.link} data-row={user.id}>
          <span className={styles.name}>{user.name}</span>
          <span className={styles.email}>{user.email}</span>
        </Link>
      </td>
      <Cell label={columns.state}>
        <StateBadges user={user} />
      </Cell>
      <Cell label={columns.roles}>
        <RoleChips user={user} />
      </Cell>
      <Cell label={columns.factors}>
        <Coverage user={user} />
      </Cell>
      <Cell label={columns.signIn}>
        {user.last_login_at === null ? (
          <span className={styles.quiet}>{texts.never}</span>
        ) : (
          <Time at={user.last_login_at} />
        )}
      </Cell>
      <Cell label={columns.sessions}>{format(user.open_sessions)}</Cell>
    </tr>
  )
}

function Cell({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <td>
      <span className={styles.label} aria-hidden="true">
        {label}
      </span>
      {children}
    </td>
  )
}

function RoleChips({ user }: { readonly user: User }) {
  if (user.grants.length === 0) return <span className={styles.quiet}>{texts.noRoles}</span>
  return (
    <span className={styles.chips}>
      {user.grants.map(({ name, state }, index) => (
        <Badge key={index} outline={state !== 'in_force'} title={texts.grants.states[state]}>
          {state === 'in_force' ? name : `${name} · ${texts.grants.states[state]}`}
        </Badge>
      ))}
    </span>
  )
}

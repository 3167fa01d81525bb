import { Pencil } from 'lucide-react'
import type { RoleGrant } from '../../api/types.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { list } from '../../ui/language.ts'
import { Time } from '../../ui/time.tsx'
import { texts } from './texts.ts'
import type { UserPartProps } from './user-notes.tsx'
import styles from './user-page.module.css'

const tones = { in_force: 'allow', not_yet: 'report', expired: 'off' } as const

export function UserGrants({ user, forbidden, onAct }: UserPartProps) {
  const { grants } = texts
  return (
    <section className={styles.card} aria-labelledby="user-roles">
      <div className={styles.cardTop}>
        <h2 id="user-roles" className={styles.cardTitle}>
          {grants.title}
        </h2>
        <Button
          size="small"
          icon={<Pencil size={14} aria-hidden />}
          disabledReason={forbidden}
          onClick={() => onAct({ is: 'roles' })}
        >
          {grants.edit}
        </Button>
      </div>
      {user.grants.length === 0 ? (
        <p className={styles.quiet}>{grants.none}</p>
      ) : (
        <ul className={styles.rows}>
          {user.grants.map((grant, index) => (
            <li key={index} className={styles.row}>
              <div className={styles.words}>
                <span className={styles.strong}>{grant.name}</span>
                <Limits grant={grant} />
              </div>
              <Badge tone={tones[grant.state]}>{grants.states[grant.state]}</Badge>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Limits({ grant }: { readonly grant: RoleGrant }) {
  const { grants } = texts
  const { valid_from: from, valid_until: until, scope } = grant
  const only = [...(scope?.organizations ?? []), ...(scope?.types ?? []), ...(scope?.ids ?? [])]
  const where = [
    ...(only.length > 0 ? [grants.scope(list(only))] : []),
    ...(scope?.when ? [grants.conditions] : []),
  ]
  if (!from && !until && !scope) return null
  return (
    <span className={styles.quiet}>
      {from && (
        <>
          {grants.from} <Time at={from} dated />{' '}
        </>
      )}
      {until && (
        <>
          {grants.until} <Time at={until} dated />{' '}
        </>
      )}
      {where.length > 0 && `${from || until ? '· ' : ''}${where.join(', ')}`}
    </span>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleCheck, CircleSlash } from 'lucide-react'
import type { RelatedAuditEvent } from '../../api/types.ts'
import { Bone, Loading } from '../../ui/states.tsx'
import { Time } from '../../ui/time.tsx'
import { toneStyle } from '../../ui/tone.ts'
import { AuditTrouble } from './audit-trouble.tsx'
import styles from './event-detail.module.css'
import { relatedQuery } from './queries.ts'
import { texts } from './texts.ts'

const relations = ['request', 'session', 'resource'] as const

/** What else belongs to it, and by what. */
export function RelatedEvents({ id }: { readonly id: string }) {
  const { data, error, refetch } = useQuery(relatedQuery(id))
  const groups = relations
    .map((relation) => ({ relation, events: (data ?? []).filter((event) => event.relation === relation) }))
    .filter(({ events }) => events.length > 0)
  return (
    <section className={styles.part}>
      <h3>{texts.panel.related}</h3>
      {error && <AuditTrouble title={texts.trouble.related} error={error} onRetry={() => void refetch()} />}
      {!data && !error && (
        <Loading>
          <Bone height={48} />
        </Loading>
      )}
      {data?.length === 0 && <p className={styles.quiet}>{texts.panel.noRelated}</p>}
      {groups.map(({ relation, events }) => (
        <div key={relation}>
          <h4 className={styles.relation}>{texts.panel.relations[relation]}</h4>
          <ul className={styles.related}>
            {events.map((event) => (
              <Related key={event.id} event={event} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

function Related({ event }: { readonly event: RelatedAuditEvent }) {
  const Icon = event.success ? CircleCheck : CircleSlash
  return (
    <li>
      <Icon
        size={14}
        role="img"
        aria-label={texts.outcomeShort[event.success ? 'success' : 'failure']}
        className={styles.toned}
        style={toneStyle(event.success ? 'allow' : 'deny')}
      />
      <Link
        from="/audit"
        to="/audit"
        search={(now) => ({ ...now, event: event.id })}
        resetScroll={false}
        className={styles.relatedLink}
      >
        {event.details}
      </Link>
      <span className={styles.quiet}>
        <Time at={event.timestamp} />
      </span>
    </li>
  )
}

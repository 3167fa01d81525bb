import { Link } from '@tanstack/react-router'
import { ListFilter } from 'lucide-react'
import type { ReactNode } from 'react'
import type { AuditEvent } from '../../api/types.ts'
import { IconButton } from '../../ui/button.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { format } from '../../ui/language.ts'
import { exactTime } from '../../ui/time-words.ts'
import { Time } from '../../ui/time.tsx'
import styles from './event-detail.module.css'
import { type Facet, withValues } from './filters.ts'
import { texts } from './texts.ts'
import type { Audit } from './use-audit.ts'
import { actorValue, actorWords } from './words.ts'

/** Who, what, whence: each to be copied, and the three that one filters by to be filtered by. */
export function EventFacts({ event, audit }: { readonly event: AuditEvent; readonly audit: Audit }) {
  const { panel } = texts
  const copied: readonly (readonly [string, string | null | undefined])[] = [
    [panel.userId, event.user_id],
    [panel.token, event.token_name],
    [panel.address, event.ip_address],
    [panel.request, event.request_id],
    [panel.session, event.session_id],
    [panel.id, event.id],
  ]
  return (
    <dl className={styles.facts}>
      <Fact name={panel.when}>
        {exactTime(event.timestamp)}{' '}
        <span className={styles.quiet}>
          · <Time at={event.timestamp} />
        </span>
      </Fact>
      <Fact name={panel.who} filter={{ audit, facet: 'actor', value: actorValue(event) }}>
        {actorWords(event)}
      </Fact>
      <Fact name={panel.action} filter={{ audit, facet: 'action', value: event.action }}>
        <Copyable wrap value={event.action} thing={panel.action} />
      </Fact>
      <Fact name={panel.resource} filter={{ audit, facet: 'resource', value: event.resource }}>
        <Copyable wrap value={event.resource} thing={panel.resource} />
        <ResourceLink resource={event.resource} />
      </Fact>
      {copied.map(
        ([name, value]) =>
          value && (
            <Fact key={name} name={name}>
              <Copyable wrap value={value} thing={name} />
            </Fact>
          ),
      )}
      <Fact name={panel.number}>{format(event.seq)}</Fact>
    </dl>
  )
}

interface FactProps {
  readonly name: string
  readonly filter?: { readonly audit: Audit; readonly facet: Facet; readonly value: string }
  readonly children: ReactNode
}

function Fact({ name, filter, children }: FactProps) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>
        <span className={styles.told}>{children}</span>
        {filter && (
          <IconButton
            size="small"
            className={styles.filter}
            label={texts.panel.filter(`${name} ${filter.value}`)}
            onClick={() =>
              filter.audit.setFilters(withValues(filter.audit.filters, filter.facet, [filter.value]))
            }
          >
            <ListFilter size={14} aria-hidden />
          </IconButton>
        )}
      </dd>
    </div>
  )
}

/** To the page of the resource, where the console has one. */
export function ResourceLink({ resource }: { readonly resource: string }) {
  const at = resource.indexOf(':')
  const [type, id] = [resource.slice(0, at), resource.slice(at + 1)]
  if (at < 1 || id === '') return null
  if (type === 'policy') {
    return (
      <Link to="/policies/$id" params={{ id }} className={styles.open} aria-label={texts.panel.openThing(id)}>
        {texts.panel.open}
      </Link>
    )
  }
  return type === 'user' ? (
    <Link
      to="/access/users/$id"
      params={{ id }}
      className={styles.open}
      aria-label={texts.panel.openThing(id)}
    >
      {texts.panel.open}
    </Link>
  ) : null
}

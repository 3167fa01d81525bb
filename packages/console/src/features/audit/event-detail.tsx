import { ProblemError } from '@sallyport/client'
import { useQuery } from '@tanstack/react-query'
import { ChangeList } from '../../ui/change-list.tsx'
import { changesBetween } from '../../ui/changes.ts'
import { CopyButton } from '../../ui/copyable.tsx'
import { formatJson } from '../../ui/json-text.ts'
import { JsonView } from '../../ui/json-view.tsx'
import { Bone, Loading } from '../../ui/states.tsx'
import type { AuditEventInFull } from '../../api/types.ts'
import { AuditTrouble } from './audit-trouble.tsx'
import { ChainFacts } from './chain-facts.tsx'
import { EventDecision } from './event-decision.tsx'
import styles from './event-detail.module.css'
import { EventFacts } from './event-facts.tsx'
import { Outcome } from './event-table.tsx'
import { eventQuery } from './queries.ts'
import { RelatedEvents } from './related-events.tsx'
import { texts } from './texts.ts'
import type { Audit } from './use-audit.ts'
import { actionWords } from './words.ts'

/** One event: the sentence, the facts, what changed, why, what belongs to it, and its place in the chain. */
export function EventDetail({ id, audit }: { readonly id: string; readonly audit: Audit }) {
  const { data: event, error, refetch } = useQuery(eventQuery(id))
  if (error && !event) {
    const missing = error instanceof ProblemError && error.status === 404
    return missing ? (
      <p className={styles.quiet}>{texts.panel.missing}</p>
    ) : (
      <AuditTrouble title={texts.trouble.event} error={error} onRetry={() => void refetch()} />
    )
  }
  if (!event) {
    return (
      <Loading>
        <div className={styles.detail}>
          <Bone width="70%" height={20} />
          <Bone height={160} />
          <Bone height={80} />
        </div>
      </Loading>
    )
  }
  return (
    <div className={styles.detail}>
      <div>
        <p className={styles.above}>
          <Outcome success={event.success} /> {actionWords(event.action)}
        </p>
        <p className={styles.sentence}>{event.details}</p>
        {event.reason && (
          <p className={styles.reason}>
            {texts.panel.reason}: {event.reason}
          </p>
        )}
      </div>
      <EventFacts event={event} audit={audit} />
      <EventChanges event={event} />
      <EventDecision decision={event.decision} />
      <RelatedEvents id={id} />
      <ChainFacts event={event} />
      <details className={styles.json}>
        <summary>{texts.panel.json}</summary>
        <JsonView value={event} label={texts.panel.jsonLabel} />
        <CopyButton size="small" value={formatJson(event)}>
          {texts.panel.json}
        </CopyButton>
      </details>
    </div>
  )
}

function EventChanges({ event }: { readonly event: AuditEventInFull }) {
  const { before, after } = (event.changes ?? {}) as { readonly before?: unknown; readonly after?: unknown }
  const [was, is] = [before ?? undefined, after ?? undefined]
  if (was === undefined && is === undefined) return null
  const title =
    was === undefined ? texts.panel.created : is === undefined ? texts.panel.removed : texts.panel.changes
  const changes = changesBetween(was ?? {}, is ?? {})
  return (
    <section className={styles.part}>
      <h3>{title}</h3>
      {changes.length === 0 && <p className={styles.quiet}>{texts.panel.same}</p>}
      <ChangeList changes={changes} />
    </section>
  )
}

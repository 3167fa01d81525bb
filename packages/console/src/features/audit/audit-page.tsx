import { SearchX } from 'lucide-react'
import { lazy, Suspense, useRef } from 'react'
import { useMe, whyNot } from '../../api/session.ts'
import { classNames } from '../../ui/class-names.ts'
import { Button } from '../../ui/button.tsx'
import { useKeys } from '../../ui/keys.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Note } from '../../ui/states.tsx'
import { useMedia } from '../../ui/use-media.ts'
import { ActiveFilters } from './active-filters.tsx'
import styles from './audit-page.module.css'
import { AuditTrouble } from './audit-trouble.tsx'
import { EventPanel } from './event-panel.tsx'
import { EventTable, TableShape } from './event-table.tsx'
import { Facets } from './facets.tsx'
import { isFiltered, rangeOnly } from './filters.ts'
import { Histogram } from './histogram.tsx'
import { LoadMore } from './load-more.tsx'
import { NewEvents } from './new-events.tsx'
import { PageActions } from './page-actions.tsx'
import { PrintHead } from './print-head.tsx'
import { RangeBar } from './range-bar.tsx'
import { texts } from './texts.ts'
import { type Audit, useAudit } from './use-audit.ts'
import { rowLink, useRowKeys } from './use-row-keys.ts'

const EventSheet = lazy(() => import('./event-sheet.tsx'))

export default function AuditPage() {
  const audit = useAudit()
  const ownOnly = whyNot(useMe(), 'audit.read') !== undefined
  const find = useRef<HTMLInputElement>(null)
  useKeys({ '/': () => find.current?.focus() })
  return (
    <Page wide title={texts.title} lead={texts.lead} actions={<PageActions audit={audit} />}>
      <PrintHead audit={audit} />
      {ownOnly && (
        <div className={styles.own}>
          <Note title={texts.own.title}>{texts.own.text}</Note>
        </div>
      )}
      <RangeBar filters={audit.filters} asked={audit.asked} input={find} onChange={audit.setFilters} />
      <ActiveFilters filters={audit.filters} summary={audit.summary.data} onChange={audit.setFilters} />
      <Histogram audit={audit} />
      <Body audit={audit} ownOnly={ownOnly} />
    </Page>
  )
}

function Body({ audit, ownOnly }: { readonly audit: Audit; readonly ownOnly: boolean }) {
  const { event, close } = audit
  const narrow = useMedia('(max-width: 820px)')
  const closeAndReturn = () => {
    close()
    rowLink(event)?.focus({ preventScroll: true })
  }
  useRowKeys(audit, closeAndReturn)
  return (
    <div className={classNames(styles.body, event !== undefined && !narrow && styles.withPanel)}>
      <Facets audit={audit} ownOnly={ownOnly} />
      <section className={styles.events} aria-label={texts.table.label}>
        <NewEvents audit={audit} />
        <Events audit={audit} />
      </section>
      {event !== undefined && !narrow && <EventPanel id={event} audit={audit} onClose={closeAndReturn} />}
      <Suspense>
        {event !== undefined && narrow && <EventSheet id={event} audit={audit} onClose={closeAndReturn} />}
      </Suspense>
    </div>
  )
}

function Events({ audit }: { readonly audit: Audit }) {
  const { events, rows, filters, setFilters } = audit
  if (events.error && !events.data) {
    return (
      <AuditTrouble title={texts.trouble.list} error={events.error} onRetry={() => void events.refetch()} />
    )
  }
  if (!events.data) return <TableShape />
  if (rows.length === 0 && !events.hasNextPage) {
    const filtered = isFiltered(filters)
    return (
      <Empty
        icon={<SearchX size={22} aria-hidden />}
        title={filtered ? texts.empty.title : texts.empty.nothing}
        action={
          filtered ? (
            <Button onClick={() => setFilters(rangeOnly(filters))}>{texts.filters.clear}</Button>
          ) : (
            filters.hours !== 'all' && (
              <Button onClick={() => setFilters({ hours: 'all' })}>{texts.empty.all}</Button>
            )
          )
        }
      >
        {filtered ? texts.empty.text : texts.empty.nothingText}
      </Empty>
    )
  }
  return (
    <>
      <EventTable audit={audit} />
      <LoadMore events={events} />
    </>
  )
}

import { ProblemError } from '@sallyport/client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { CircleSlash, History, LockKeyhole, Pencil, Plus, Power, Trash2, type LucideIcon } from 'lucide-react'
import type { AuditEvent } from '../../api/types.ts'
import { toneStyle } from '../../ui/tone.ts'
import { Button } from '../../ui/button.tsx'
import { ChangeList } from '../../ui/change-list.tsx'
import { changesBetween } from '../../ui/changes.ts'
import { Bone, Empty, Loading, Trouble } from '../../ui/states.tsx'
import { Time } from '../../ui/time.tsx'
import styles from './policy-history.module.css'
import { historyQuery } from './queries.ts'
import { texts } from './texts.ts'

export function PolicyHistory({ id }: { readonly id: string }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    historyQuery(id),
  )
  if (error && !data) {
    return (
      <Trouble
        title={texts.history.trouble}
        detail={error.message}
        requestId={error instanceof ProblemError ? error.requestId : undefined}
        action={<Button onClick={() => void refetch()}>{texts.trouble.retry}</Button>}
      />
    )
  }
  if (!data) {
    return (
      <Loading>
        <div className={styles.skeleton}>
          <Bone height={36} />
          <Bone height={36} />
          <Bone height={36} />
        </div>
      </Loading>
    )
  }
  const events = data.pages.flatMap((page) => page.events)
  if (events.length === 0) {
    return (
      <Empty icon={<History size={22} aria-hidden />} title={texts.history.empty}>
        {texts.history.emptyText}
      </Empty>
    )
  }
  return (
    <>
      <ol className={styles.events} aria-label={texts.history.label}>
        {events.map((event) => (
          <Event key={event.id} event={event} />
        ))}
      </ol>
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {texts.history.older}
        </Button>
      )}
    </>
  )
}

const icons: Readonly<Record<string, LucideIcon>> = {
  toggle_policy: Power,
  create_policy: Plus,
  update_policy: Pencil,
  replace_policy: Pencil,
  delete_policy: Trash2,
}

function Event({ event }: { readonly event: AuditEvent }) {
  const Icon = event.success ? (icons[event.action] ?? LockKeyhole) : CircleSlash
  const { before, after } = (event.changes ?? {}) as { readonly before?: unknown; readonly after?: unknown }
  // Something that came to be is told by its first line; only what became of something needs comparing.
  const changes =
    before === undefined || before === null || after === undefined || after === null
      ? []
      : changesBetween(before, after)
  const who = event.user_email ?? event.token_name ?? texts.history.system
  return (
    <li className={styles.event}>
      <span className={styles.icon} style={toneStyle(event.success ? 'off' : 'deny')}>
        <Icon size={14} aria-hidden />
      </span>
      <div className={styles.words}>
        <div className={styles.line}>
          <p className={styles.details}>
            {event.details}
            {!event.success && <span className={styles.failed}> ({texts.history.failed})</span>}
          </p>
          <span className={styles.when}>
            <Time at={event.timestamp} />
          </span>
        </div>
        <p className={styles.who}>{who}</p>
        {event.reason && (
          <p className={styles.reason}>
            {texts.history.reason}: {event.reason}
          </p>
        )}
        {changes.length > 0 && (
          <div className={styles.changes}>
            <ChangeList changes={changes} />
          </div>
        )}
      </div>
    </li>
  )
}

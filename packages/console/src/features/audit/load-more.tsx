import { useEffect, useEffectEvent, useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { AuditTrouble } from './audit-trouble.tsx'
import styles from './load-more.module.css'
import { texts } from './texts.ts'
import type { Audit } from './use-audit.ts'

/** The next page, asked for when one comes near the end, or by the button. */
export function LoadMore({ events }: { readonly events: Audit['events'] }) {
  const end = useRef<HTMLDivElement>(null)
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, error, fetchNextPage } = events
  const near = useEffectEvent(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage()
  })
  useEffect(() => {
    const here = end.current
    if (!here) return
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && near(), {
      rootMargin: '400px',
    })
    watch.observe(here)
    return () => watch.disconnect()
    // Anew after each page: one that is still near the end asks again.
  }, [events.data])
  return (
    <div ref={end} className={styles.end}>
      {isFetchNextPageError && (
        <AuditTrouble title={texts.table.moreTrouble} error={error} onRetry={() => void fetchNextPage()} />
      )}
      {hasNextPage && !isFetchNextPageError && (
        <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {texts.table.more}
        </Button>
      )}
      {!hasNextPage && <p className={styles.all}>{texts.table.end}</p>}
    </div>
  )
}

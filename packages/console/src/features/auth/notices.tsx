import { Link, useSearch } from '@tanstack/react-router'
import { BellDot } from 'lucide-react'
import { useState } from 'react'
import { useMe } from '../../api/session.ts'
import type { Notice } from '../../api/types.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Time } from '../../ui/time.tsx'
import { texts } from './account-texts.ts'
import { isByAnother, noticeWords } from './notice-words.ts'
import styles from './notices.module.css'
import { useDismissNotice } from './use-dismiss-notice.ts'

const shownAtFirst = 2

/** At the top of the console: what happened to one's account since one was last here. */
export default function Notices() {
  const me = useMe()
  const { notice: handled } = useSearch({ strict: false })
  const [all, setAll] = useState(false)
  // The one that is being dealt with stands on the page already.
  const notices = me.notices.filter(({ id }) => id !== handled)
  const shown = all ? notices : notices.slice(0, shownAtFirst)
  if (notices.length === 0) return null
  return (
    <section className={styles.notices} aria-label={texts.notices.label}>
      <ul className={styles.list}>
        {shown.map((notice) => (
          <NoticeRow key={notice.id} notice={notice} />
        ))}
      </ul>
      {shown.length < notices.length && (
        <Button size="small" variant="quiet" onClick={() => setAll(true)}>
          {texts.notices.more(notices.length - shown.length)}
        </Button>
      )}
    </section>
  )
}

function NoticeRow({ notice }: { readonly notice: Notice }) {
  const dismiss = useDismissNotice()
  const { notices } = texts
  const isOwn = notice.kind !== 'message' && !isByAnother(notice.kind)
  const known = isByAnother(notice.kind) ? notices.known : notices.read
  return (
    <li className={styles.notice}>
      <BellDot size={16} aria-hidden className={styles.icon} />
      <p className={styles.words}>
        {noticeWords(notice)}{' '}
        <span className={styles.when}>
          <Time at={notice.created_at} />
        </span>
      </p>
      <div className={styles.actions}>
        <Button size="small" busy={dismiss.isPending} onClick={() => dismiss.mutate(notice.id)}>
          {isOwn ? notices.mine : known}
        </Button>
        {isOwn && (
          <Link
            to="/account/sessions"
            search={{ notice: notice.id }}
            className={buttonClass({ size: 'small', variant: 'quiet' })}
          >
            {notices.notMine}
          </Link>
        )}
      </div>
    </li>
  )
}

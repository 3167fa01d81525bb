import { useQuery } from '@tanstack/react-query'
import { LogOut } from 'lucide-react'
import { useState } from 'react'
import type { LoginSession } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import { sessionsQuery } from './account-queries.ts'
import { Asked } from './account-section.tsx'
import { texts } from './account-texts.ts'
import { EndSessionsSheet, type EndSessionsSheetProps } from './end-sessions-sheet.tsx'
import { SessionCard } from './session-card.tsx'
import styles from './sessions-page.module.css'
import { WasntMe } from './wasnt-me.tsx'

/** Where one is signed in: each session, and the way to end it. */
export default function SessionsPage() {
  const query = useQuery(sessionsQuery)
  const [ending, setEnding] = useState<Pick<EndSessionsSheetProps, 'sessions' | 'all'>>()
  const sessions = inOrder(query.data ?? [])
  const others = sessions.filter(({ current }) => !current)
  const endOthers = () => setEnding({ sessions: others, all: true })
  return (
    <div className={styles.page}>
      <WasntMe others={query.data && others.length} onEndOthers={endOthers} />
      <div className={styles.head}>
        <p className={styles.lead}>{texts.sessions.lead}</p>
        <Button
          icon={<LogOut size={16} aria-hidden />}
          disabledReason={query.data && others.length === 0 ? texts.sessions.noOthers : undefined}
          onClick={endOthers}
        >
          {texts.sessions.endOthers}
        </Button>
      </div>
      <Asked query={query}>
        {() => (
          <ul className={styles.list}>
            {sessions.map((session) => (
              <SessionCard
                key={session.id}
                session={session}
                onEnd={() => setEnding({ sessions: [session], all: false })}
              />
            ))}
          </ul>
        )}
      </Asked>
      {ending && <EndSessionsSheet {...ending} onClose={() => setEnding(undefined)} />}
    </div>
  )
}

/** This one first, then as they were last seen. */
function inOrder(sessions: readonly LoginSession[]): readonly LoginSession[] {
  return sessions.toSorted(
    (a, b) =>
      Number(b.current) - Number(a.current) || Date.parse(b.last_seen_at) - Date.parse(a.last_seen_at),
  )
}

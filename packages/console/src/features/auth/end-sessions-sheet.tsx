import { useQueryClient } from '@tanstack/react-query'
import type { LoginSession } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { toast } from '../../ui/toasts.ts'
import { endOtherSessions, endSession } from './account-calls.ts'
import { sessionsQuery } from './account-queries.ts'
import { texts } from './account-texts.ts'
import { AttemptTrouble } from './attempt-trouble.tsx'
import form from './form.module.css'
import { SessionCard } from './session-card.tsx'
import styles from './sessions-page.module.css'
import { useAttempt } from './use-attempt.ts'

export interface EndSessionsSheetProps {
  readonly sessions: readonly LoginSession[]
  /** Whether these are all but this one: then also those end that began meanwhile. */
  readonly all: boolean
  readonly onClose: () => void
}

/** There is no way back, so it is said first what ends. */
export function EndSessionsSheet({ sessions, all, onClose }: EndSessionsSheetProps) {
  const queries = useQueryClient()
  const attempt = useAttempt()
  const { sheet } = texts.sessions
  const end = async (): Promise<number> => {
    const [only] = sessions
    if (all || only === undefined) return (await endOtherSessions()).sessions_ended
    await endSession(only.id)
    return 1
  }
  const submit = () =>
    attempt.run(end, (ended) => {
      toast(sheet.done(ended))
      void queries.invalidateQueries(sessionsQuery)
      onClose()
    })
  return (
    <Dialog
      open
      shape="sheet"
      title={sheet.title(sessions.length)}
      description={sheet.text}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{texts.cancel}</Button>
          <Button variant="danger" busy={attempt.busy} onClick={submit}>
            {sheet.submit(sessions.length)}
          </Button>
        </>
      }
    >
      <div className={form.form}>
        <AttemptTrouble attempt={attempt} />
        <ul className={styles.list}>
          {sessions.map((session) => (
            <SessionCard key={session.id} session={session} />
          ))}
        </ul>
      </div>
    </Dialog>
  )
}

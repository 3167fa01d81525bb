import type { ReactNode } from 'react'
import type { User } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/states.tsx'
import { Time } from '../../ui/time.tsx'
import { texts } from './texts.ts'
import type { Act } from './user-acts.tsx'
import styles from './user-page.module.css'

export interface UserPartProps {
  readonly user: User
  /** Why nothing of it can be changed, if it can't. */
  readonly forbidden: string | undefined
  readonly onAct: (act: Act) => void
}

/** What stands in this person's way at sign-in, and how to clear it. */
export function UserNotes({ user, forbidden, onAct }: UserPartProps) {
  const { invitation_expires_at: invitation, reset, locks } = user
  const act = (is: 'renew' | 'reset' | 'unlock', words: string) => (
    <div className={styles.noteAct}>
      <Button size="small" disabledReason={forbidden} onClick={() => onAct({ is })}>
        {words}
      </Button>
    </div>
  )
  const notes: ReactNode[] = []
  if (invitation !== null && user.state === 'invited')
    notes.push(
      <Note key="invitation">
        <p>{texts.one.invitation(isPast(invitation))}</p>
        <p>
          {texts.one.until} <Time at={invitation} dated />
        </p>
        {act('renew', texts.invitation.renew)}
      </Note>,
    )
  if (reset)
    notes.push(
      <Note key="reset" tone="report">
        <p>{texts.one.reset(isPast(reset.expires_at))}</p>
        <p>
          {texts.one.until} <Time at={reset.expires_at} dated />
        </p>
        {user.state === 'active' && act('reset', texts.reset.action)}
      </Note>,
    )
  if (locks.length > 0)
    notes.push(
      <Note key="locks" tone="deny" title={texts.one.locks.title}>
        {locks.map((lock, index) => (
          <p key={index}>
            {texts.one.locks[lock.of]}
            {lock.new_places_only && texts.one.locks.newPlaces}
            {lock.until === null ? texts.one.locks.forever : texts.one.locks.until}{' '}
            {lock.until !== null && <Time at={lock.until} dated />}
          </p>
        ))}
        {act('unlock', texts.unlock.action)}
      </Note>,
    )
  return notes.length === 0 ? null : <div className={styles.notes}>{notes}</div>
}

function isPast(instant: string): boolean {
  return Date.parse(instant) <= Date.now()
}

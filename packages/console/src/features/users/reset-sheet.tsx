import { useState } from 'react'
import type { ResetStarted, User } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Tick } from '../../ui/field.tsx'
import { ActSheet } from './act-sheet.tsx'
import { startReset } from './calls.ts'
import { LinkOnce } from './link-once.tsx'
import styles from './sheet.module.css'
import { texts } from './texts.ts'

/** What is reset, what that does, and then the link, this once. */
export function ResetSheet({ user, onClose }: { readonly user: User; readonly onClose: () => void }) {
  const [what, setWhat] = useState({ password: true, factors: false })
  const [started, setStarted] = useState<ResetStarted>()
  const { reset } = texts
  if (started)
    return (
      <Dialog
        open
        shape="sheet"
        title={reset.link(user.name)}
        onClose={onClose}
        actions={<Button onClick={onClose}>{texts.once.done}</Button>}
      >
        <LinkOnce url={started.url} expiresAt={started.expires_at} text={reset.linkText} />
      </Dialog>
    )
  return (
    <ActSheet
      draft={`${user.id}/reset`}
      title={reset.sheet(user.name)}
      lead={reset.lead}
      says={reset.says(user.open_sessions, what.password)}
      confirm={reset.confirm}
      danger
      missing={what.password || what.factors ? undefined : reset.nothing}
      run={(because) => startReset(user.id, what, because)}
      onDone={setStarted}
      onClose={onClose}
    >
      <div className={styles.choices}>
        <div className={styles.choice}>
          <Tick
            label={reset.password}
            checked={what.password}
            onChange={(event) => setWhat({ ...what, password: event.target.checked })}
          />
          <p>{reset.passwordText}</p>
        </div>
        <div className={styles.choice}>
          <Tick
            label={reset.factors}
            checked={what.factors}
            onChange={(event) => setWhat({ ...what, factors: event.target.checked })}
          />
          <p>{reset.factorsText}</p>
        </div>
      </div>
    </ActSheet>
  )
}

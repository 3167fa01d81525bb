import { useQuery, useQueryClient } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { useMe } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/states.tsx'
import { Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toasts.ts'
import { renewRecoveryCodes } from './account-calls.ts'
import styles from './account-page.module.css'
import { recoveryCodesQuery } from './account-queries.ts'
import { AccountSection, Asked } from './account-section.tsx'
import { texts } from './account-texts.ts'
import { AttemptTrouble } from './attempt-trouble.tsx'
import form from './form.module.css'
import { ProveIdentity } from './prove-identity.tsx'
import { RecoveryCodesStep } from './recovery-codes-step.tsx'
import { useKeptFocus } from './use-kept-focus.ts'
import { usePanel } from './use-panel.ts'
import { useProvedAttempt } from './use-proved-attempt.ts'

const few = 3

export function RecoveryCodesSection() {
  const me = useMe()
  const panel = usePanel('codes')
  const query = useQuery(recoveryCodesQuery)
  const { codes } = texts
  return (
    <AccountSection
      title={codes.title}
      lead={codes.lead}
      panel={panel}
      opener={{
        label: codes.renew,
        icon: <RefreshCw size={16} aria-hidden />,
        disabledReason: me.mfa_enabled ? undefined : codes.noFactor,
      }}
      change={<RenewCodes email={me.email} onDone={panel.close} />}
    >
      <Asked query={query}>
        {(kept) => <Kept left={kept.left} made={kept.created_at} hasFactor={me.mfa_enabled} />}
      </Asked>
    </AccountSection>
  )
}

function Kept({
  left,
  made,
  hasFactor,
}: {
  readonly left: number
  readonly made: string | null
  readonly hasFactor: boolean
}) {
  const { codes } = texts
  if (made === null) return <p className={styles.none}>{hasFactor ? codes.none : codes.noFactor}</p>
  return (
    <>
      <p className={styles.line}>
        <strong className={styles.number}>{codes.left(left)}</strong>
        <span className={styles.quiet}>
          {codes.made} <Time at={made} />
        </span>
      </p>
      {left <= few && <Note tone="report">{codes.few}</Note>}
    </>
  )
}

/** The new ones are seen this once, so they stay until it is ticked that they are kept. */
function RenewCodes({ email, onDone }: { readonly email: string; readonly onDone: () => void }) {
  const queries = useQueryClient()
  const attempt = useProvedAttempt()
  const [fresh, setFresh] = useState<readonly string[]>()
  const box = useKeptFocus(fresh ? 'made' : 'asked')
  const { codes } = texts
  const renew = () =>
    attempt.run(renewRecoveryCodes, (answer) => {
      setFresh(answer.recovery_codes)
      void queries.invalidateQueries(recoveryCodesQuery)
    })
  const done = () => {
    toast(codes.kept)
    onDone()
  }
  if (attempt.proof) return <ProveIdentity {...attempt.proof} />
  return (
    <div ref={box} className={form.form} tabIndex={-1}>
      {fresh ? (
        <RecoveryCodesStep codes={fresh} email={email} submit={texts.done} onKept={done} />
      ) : (
        <>
          <p>{codes.renewLead}</p>
          <AttemptTrouble attempt={attempt} />
          <div className={form.row}>
            <Button onClick={onDone}>{texts.cancel}</Button>
            <Button variant="primary" busy={attempt.busy} onClick={renew}>
              {codes.confirm}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { duration } from '../../ui/duration.ts'
import { Time } from '../../ui/time.tsx'
import { AuditTrouble } from './audit-trouble.tsx'
import { edgesOf, type Filters } from './filters.ts'
import { verificationQuery } from './queries.ts'
import { rangeWords } from './range-words.ts'
import { texts } from './texts.ts'
import { useVerify } from './use-verify.ts'
import { Verdict } from './verdict.tsx'
import styles from './verify-dialog.module.css'

export interface VerifyDialogProps {
  readonly filters: Filters
  readonly asked: number
  readonly onClose: () => void
}

export default function VerifyDialog({ filters, asked, onClose }: VerifyDialogProps) {
  const [which, setWhich] = useState<'all' | 'range'>('all')
  const { state, start, stop } = useVerify()
  const { since, until } = edgesOf(filters, asked)
  const begin = () =>
    start(
      which === 'all'
        ? {}
        : { ...(since !== undefined && { from: since }), ...(until !== undefined && { to: until }) },
    )
  return (
    <Dialog
      open
      title={texts.verify.title}
      description={texts.verify.text}
      onClose={() => {
        stop()
        onClose()
      }}
      actions={
        state.is === 'running' ? (
          <Button onClick={stop}>{texts.verify.cancel}</Button>
        ) : (
          <Button variant="primary" onClick={begin}>
            {state.is === 'idle' ? texts.verify.start : texts.verify.again}
          </Button>
        )
      }
    >
      <div className={styles.parts}>
        <LastVerified />
        <div>
          <Segmented
            label={texts.verify.which}
            value={which}
            options={[
              { value: 'all', label: texts.verify.all },
              { value: 'range', label: texts.verify.range },
            ]}
            onChange={setWhich}
          />
          {which === 'range' && (
            <p className={styles.hint}>
              {rangeWords(filters, asked)}. {texts.verify.rangeHint}
            </p>
          )}
        </div>
        <div role="status">
          {state.is === 'running' && (
            <>
              <progress className={styles.progress} aria-label={texts.verify.title} />
              <p className={styles.hint}>{texts.verify.running(duration(state.seconds))}</p>
              {state.seconds >= 10 && <p className={styles.hint}>{texts.verify.slow}</p>}
            </>
          )}
          {state.is === 'stopped' && <p className={styles.hint}>{texts.verify.stopped}</p>}
          {state.is === 'done' && <Verdict found={state.found} onLeave={onClose} />}
        </div>
        {state.is === 'trouble' && <AuditTrouble title={texts.verify.trouble} error={state.error} />}
      </div>
    </Dialog>
  )
}

/** The whole chain is verified by itself too; this says how that came out. */
function LastVerified() {
  const { data } = useQuery(verificationQuery)
  if (!data) return null
  const { state, verified_at: at, checked = 0, first_fault: fault } = data
  return (
    <p className={styles.hint}>
      {state === 'never'
        ? texts.verify.never
        : state === 'valid'
          ? texts.verify.lastValid(checked)
          : texts.verify.lastInvalid(fault?.seq ?? checked + 1)}
      {at !== undefined && (
        <>
          {', '}
          <Time at={at} />
        </>
      )}
    </p>
  )
}

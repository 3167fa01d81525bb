import { ProblemError } from '@sallyport/client'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Policy } from '../../api/types.ts'
import { useMe } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea, Tick } from '../../ui/field.tsx'
import { Note, Trouble } from '../../ui/states.tsx'
import { texts as uiTexts } from '../../ui/texts.ts'
import { useDraft } from '../../ui/use-draft.ts'
import { ImpactView } from './impact-view.tsx'
import { impactQuery } from './queries.ts'
import { StatementList } from './statement-list.tsx'
import styles from './switch-sheet.module.css'
import { texts } from './texts.ts'
import { useToggle } from './use-toggle.ts'

export interface SwitchSheetProps {
  readonly policy: Policy
  readonly onClose: () => void
}

/** Before a critical policy is switched: what will change, whom it touches, and why it is done. */
export default function SwitchSheet({ policy, onClose }: SwitchSheetProps) {
  // What was asked when the sheet opened; the list behind it may hear of the change first.
  const [wanted] = useState(!policy.enabled)
  const me = useMe()
  const impact = useQuery(impactQuery(policy.id, wanted))
  const toggle = useToggle()
  const reason = useDraft(`${me.id}/switch/${policy.id}`, '')
  const [forced, setForced] = useState(false)
  const field = useRef<HTMLDivElement>(null)

  const refused = toggle.error instanceof ProblemError ? toggle.error : undefined
  const locksOut = refused?.code === 'lockout' || impact.data?.locks_out === true
  const { sheet } = texts
  const missing =
    ((!wanted && policy.critical) || locksOut) && reason.value.trim() === ''
      ? sheet.reasonMissing
      : locksOut && !forced
        ? sheet.forceMissing
        : impact.isPending
          ? sheet.computing
          : undefined
  const confirm = () =>
    toggle.mutate(
      { policy, wanted, because: { reason: reason.value, ...(forced && { force: true }) } },
      {
        onSuccess: () => {
          reason.forget()
          onClose()
        },
      },
    )

  return (
    <Dialog
      open
      shape="sheet"
      title={sheet.title(policy.name, wanted)}
      description={sheet.lead(policy.critical)}
      onClose={onClose}
      focusFirst={() => field.current?.querySelector('textarea') ?? null}
      actions={
        <>
          <Button onClick={onClose}>{uiTexts.cancel}</Button>
          <Button
            variant={wanted && !locksOut ? 'primary' : 'danger'}
            busy={toggle.isPending}
            disabledReason={missing}
            onClick={confirm}
          >
            {locksOut ? sheet.confirmForce(wanted) : sheet.confirm(wanted)}
          </Button>
        </>
      }
    >
      <div className={styles.parts}>
        <section className={styles.part}>
          <h3 className={styles.heading}>{sheet.changes}</h3>
          <p className={styles.text}>{wanted ? sheet.starts : sheet.stops}</p>
          <StatementList policy={policy} compact />
        </section>
        <section className={styles.part}>
          <h3 className={styles.heading}>{sheet.touches}</h3>
          <ImpactView impact={impact.data} error={impact.error} />
        </section>
        {locksOut && (
          <div ref={intoView}>
            <Note tone="deny" title={sheet.locksOut} live>
              <p>{refused?.code === 'lockout' ? refused.problem.detail : sheet.locksOutText}</p>
              <div className={styles.force}>
                <Tick
                  label={sheet.force}
                  checked={forced}
                  onChange={(event) => setForced(event.target.checked)}
                />
              </div>
            </Note>
          </div>
        )}
        {refused && refused.code !== 'lockout' && (
          <Trouble
            title={texts.notSwitched(policy.name)}
            detail={refused.problem.detail}
            requestId={refused.requestId}
          />
        )}
        <div ref={field}>
          <TextArea
            label={sheet.reason}
            hint={sheet.reasonHint}
            {...((wanted || !policy.critical) && !locksOut && { optional: sheet.optional })}
            maxLength={500}
            value={reason.value}
            onChange={(event) => reason.set(event.target.value)}
          />
        </div>
      </div>
    </Dialog>
  )
}

/** What has just come up below the fold is what one must read now. */
function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}

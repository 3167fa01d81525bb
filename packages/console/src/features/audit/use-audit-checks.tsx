import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FileWarning, LifeBuoy, RotateCcwKey } from 'lucide-react'
import { useMe, whyNot } from '../../api/session.ts'
import type { AuditEvent, LastVerification } from '../../api/types.ts'
import { buttonClass } from '../../ui/button.tsx'
import { type Check, checkOf, type Finding, type Verdict } from '../../ui/check.ts'
import { relativeTime } from '../../ui/time-words.ts'
import { faultWords } from './fault-words.ts'
import { doneQuery, minute } from './overview-queries.ts'
import { texts } from './overview-texts.ts'
import { verificationQuery } from './queries.ts'

/** For the overview: whether the log is what was written, and what in it should be looked at. */
export function useAuditChecks(): readonly Check[] {
  const may = whyNot(useMe(), 'audit.read') === undefined
  const verification = useQuery({ ...verificationQuery, enabled: may, refetchInterval: minute })
  const resets = useQuery({ ...doneQuery('start_reset', 7), enabled: may })
  const recoveries = useQuery({ ...doneQuery('recover_administrator', 7), enabled: may })
  if (!may) return []
  return [
    checkOf('audit-log', verification, texts.log.failed, judgeLog),
    checkOf('resets', resets, texts.resets.failed, judgeResets),
    checkOf('recoveries', recoveries, texts.recoveries.failed, judgeRecoveries),
  ]
}

/** It is verified daily; a missed day is no alarm. */
const stale = 2 * 86_400_000

export function judgeLog(last: LastVerification, now: number): Verdict {
  const { state, verified_at: at, checked = 0, first_fault: fault } = last
  const action = <ToLog event={fault?.id} />
  const verdict = (tone: 'deny' | 'report', title: string, why: string): Verdict => ({
    findings: [{ id: 'audit-log', tone, icon: <FileWarning size={18} aria-hidden />, title, why, action }],
    fine: [],
  })
  const { log } = texts
  if (state === 'never' || at === undefined) return verdict('report', log.never, log.neverWhy)
  if (state === 'invalid')
    return verdict('deny', log.invalid(fault?.seq ?? 1), log.invalidWhy(fault && faultWords(fault)))
  const since = relativeTime(at, now)
  if (now - Date.parse(at) > stale) return verdict('report', log.stale(since), log.staleWhy)
  return { findings: [], fine: [log.valid(since, checked)] }
}

function judgeResets(resets: readonly AuditEvent[], now: number): Verdict {
  const icon = <RotateCcwKey size={18} aria-hidden />
  return judgeDone(resets, now, texts.resets, { id: 'resets', tone: 'report', icon, action: 'start_reset' })
}

function judgeRecoveries(recoveries: readonly AuditEvent[], now: number): Verdict {
  const icon = <LifeBuoy size={18} aria-hidden />
  const look = { id: 'recoveries', tone: 'deny', icon, action: 'recover_administrator' } as const
  return judgeDone(recoveries, now, texts.recoveries, look)
}

interface DoneLook extends Pick<Finding, 'id' | 'tone' | 'icon'> {
  readonly action: string
}

/** What is right when it was asked for, and an intrusion when it was not. */
function judgeDone(
  done: readonly AuditEvent[],
  now: number,
  say: typeof texts.resets,
  { action, ...look }: DoneLook,
): Verdict {
  const [last] = done
  if (last === undefined) return { findings: [], fine: [say.fine] }
  const who = last.user_email ?? last.token_name ?? texts.somebody
  const title = done.length === 1 ? say.one(who, relativeTime(last.timestamp, now)) : say.many(done.length)
  return {
    findings: [{ ...look, title, why: say.why, action: <ToEntries of={action} words={say.action} /> }],
    fine: [],
  }
}

const look = buttonClass({ size: 'small' })

function ToLog({ event }: { readonly event: string | null | undefined }) {
  return event === undefined || event === null ? (
    <Link to="/audit" className={look}>
      {texts.log.action}
    </Link>
  ) : (
    <Link to="/audit" search={{ hours: 'all', event }} className={look}>
      {texts.log.show}
    </Link>
  )
}

function ToEntries({ of, words }: { readonly of: string; readonly words: string }) {
  return (
    <Link to="/audit" search={{ action: [of] }} className={look}>
      {words}
    </Link>
  )
}

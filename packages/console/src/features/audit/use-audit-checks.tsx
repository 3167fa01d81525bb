import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FileWarning, RotateCcwKey } from 'lucide-react'
import { useMe, whyNot } from '../../api/session.ts'
import type { AuditEvent, LastVerification } from '../../api/types.ts'
import { buttonClass } from '../../ui/button.tsx'
import { type Check, checkOf, type Verdict } from '../../ui/check.ts'
import { relativeTime } from '../../ui/time-words.ts'
import { minute, resetsQuery } from './overview-queries.ts'
import { texts } from './overview-texts.ts'
import { verificationQuery } from './queries.ts'

/** For the overview: whether the log is what was written, and what in it should be looked at. */
export function useAuditChecks(): readonly Check[] {
  const may = whyNot(useMe(), 'audit.read') === undefined
  const verification = useQuery({ ...verificationQuery, enabled: may, refetchInterval: minute })
  const resets = useQuery({ ...resetsQuery(7), enabled: may })
  if (!may) return []
  return [
    checkOf('audit-log', verification, texts.log.failed, judgeLog),
    checkOf('resets', resets, texts.resets.failed, judgeResets),
  ]
}

/** It is verified daily; a missed day is no alarm. */
const stale = 2 * 86_400_000

export function judgeLog(last: LastVerification, now: number): Verdict {
  const { state, verified_at: at, checked = 0, first_fault: fault } = last
  const verdict = (tone: 'deny' | 'report', title: string, why: string): Verdict => ({
    findings: [
      { id: 'audit-log', tone, icon: <FileWarning size={18} aria-hidden />, title, why, action: <ToLog /> },
    ],
    fine: [],
  })
  const { log } = texts
  if (state === 'never' || at === undefined) return verdict('report', log.never, log.neverWhy)
  if (state === 'invalid')
    return verdict('deny', log.invalid(fault?.seq ?? 1), log.invalidWhy(fault?.fault ?? ''))
  const since = relativeTime(at, now)
  if (now - Date.parse(at) > stale) return verdict('report', log.stale(since), log.staleWhy)
  return { findings: [], fine: [log.valid(since, checked)] }
}

function judgeResets(resets: readonly AuditEvent[], now: number): Verdict {
  const [last] = resets
  const { resets: say } = texts
  if (last === undefined) return { findings: [], fine: [say.fine] }
  const who = last.user_email ?? last.token_name ?? say.somebody
  const title =
    resets.length === 1 ? say.one(who, relativeTime(last.timestamp, now)) : say.many(resets.length)
  const icon = <RotateCcwKey size={18} aria-hidden />
  return {
    findings: [{ id: 'resets', tone: 'report', icon, title, why: say.why, action: <ToResets /> }],
    fine: [],
  }
}

const look = buttonClass({ size: 'small' })

function ToLog() {
  return (
    <Link to="/audit" className={look}>
      {texts.log.action}
    </Link>
  )
}

function ToResets() {
  return (
    <Link to="/audit" search={{ action: ['start_reset'] }} className={look}>
      {texts.resets.action}
    </Link>
  )
}

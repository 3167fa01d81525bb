import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CalendarX, Eye, ToggleLeft } from 'lucide-react'
import { useMe, whyNot } from '../../api/session.ts'
import type { Policy } from '../../api/types.ts'
import { buttonClass } from '../../ui/button.tsx'
import { type Check, checkOf, type Finding, type Verdict } from '../../ui/check.ts'
import { relativeTime } from '../../ui/time-words.ts'
import { findingsOf } from './overview-findings.ts'
import { texts } from './overview-texts.ts'
import { policiesQuery } from './queries.ts'

/** For the overview: which policies somebody should see to. Nothing for who may not read them. */
export function usePolicyCheck(): Check | undefined {
  const may = whyNot(useMe(), 'policies.read') === undefined
  const policies = useQuery({ ...policiesQuery, enabled: may, refetchInterval: 30_000 })
  return may ? checkOf('policies', policies, texts.failed, judge) : undefined
}

function judge(policies: readonly Policy[], now: number): Verdict {
  const found = findingsOf(policies, now)
  const quiet = (those: readonly Policy[]) => those.length === 0
  const ago = (at: string | undefined) => (at === undefined ? '' : relativeTime(at, now))
  const findings = [
    tell('critical-off', found.criticalOff, 'deny', <ToggleLeft size={18} aria-hidden />, {
      title: ({ name }) => texts.criticalOff.one(name),
      why: ({ rules }) => texts.criticalOff.whyOne(rules.slice(0, mostNames)),
      action: ({ id }) => <ToPolicy id={id} label={texts.criticalOff.action} asks />,
      titles: texts.criticalOff.many,
      whys: texts.criticalOff.why,
      list: <ToOff />,
    }),
    tell('ended', found.ended, 'report', <CalendarX size={18} aria-hidden />, {
      title: ({ name }) => texts.ended.one(name),
      why: ({ valid_until: until }) => texts.ended.whyOne(ago(until)),
      action: ({ id }) => <ToEditor id={id} label={texts.ended.action} />,
      titles: texts.ended.many,
      whys: texts.ended.why,
      list: <ToList />,
    }),
    tell('ending', found.ending, 'report', <CalendarX size={18} aria-hidden />, {
      title: ({ name, valid_until: until }) => texts.ending.one(name, ago(until)),
      why: () => texts.ending.whyOne,
      action: ({ id }) => <ToEditor id={id} label={texts.ending.action} />,
      titles: texts.ending.many,
      whys: texts.ending.why,
      list: <ToList />,
    }),
    tell('off', found.off, 'report', <ToggleLeft size={18} aria-hidden />, {
      title: ({ name }) => texts.off.one(name),
      why: ({ name }) => texts.off.why([name]),
      action: ({ id }) => <ToPolicy id={id} label={texts.open} />,
      titles: texts.off.many,
      whys: texts.off.why,
      list: <ToOff />,
    }),
    tell('reporting', found.onlyReporting, 'report', <Eye size={18} aria-hidden />, {
      title: ({ name }) => texts.onlyReporting.one(name),
      why: ({ updated_at: changed }) => texts.onlyReporting.whyOne(ago(changed)),
      action: ({ id }) => <ToPolicy id={id} label={texts.onlyReporting.action} />,
      titles: texts.onlyReporting.many,
      whys: texts.onlyReporting.why,
      list: <ToList />,
    }),
  ].flat()
  const fine = [
    texts.fine.on(policies.filter(({ enabled, enforced }) => enabled && enforced).length),
    ...(quiet(found.ending) && quiet(found.ended) ? [texts.fine.time] : []),
    ...(quiet(found.onlyReporting) ? [texts.fine.reports] : []),
  ]
  return { findings, fine }
}

const mostNames = 3

interface Words {
  readonly title: (policy: Policy) => string
  readonly why: (policy: Policy) => string
  readonly action: (policy: Policy) => Finding['action']
  readonly titles: (policies: number) => string
  readonly whys: (names: readonly string[]) => string
  readonly list: Finding['action']
}

/** One policy by its name; several together, in one line. */
function tell(
  kind: string,
  policies: readonly Policy[],
  tone: Finding['tone'],
  icon: Finding['icon'],
  words: Words,
): readonly Finding[] {
  const [only, ...others] = policies
  if (only === undefined) return []
  const id = `policies-${kind}`
  if (others.length === 0)
    return [{ id, tone, icon, title: words.title(only), why: words.why(only), action: words.action(only) }]
  const title = words.titles(policies.length)
  return [{ id, tone, icon, title, why: words.whys(shortened(policies)), action: words.list }]
}

function shortened(policies: readonly Policy[]): readonly string[] {
  const names = policies.slice(0, mostNames).map(({ name }) => name)
  const others = policies.length - names.length
  return others === 0 ? names : [...names, texts.others(others)]
}

const look = buttonClass({ size: 'small' })

function ToPolicy({
  id,
  label,
  asks,
}: {
  readonly id: string
  readonly label: string
  readonly asks?: true
}) {
  return (
    <Link to="/policies/$id" params={{ id }} search={asks ? { switch: true } : {}} className={look}>
      {label}
    </Link>
  )
}

function ToEditor({ id, label }: { readonly id: string; readonly label: string }) {
  return (
    <Link to="/policies/$id/edit" params={{ id }} className={look}>
      {label}
    </Link>
  )
}

function ToOff() {
  return (
    <Link to="/policies" search={{ enabled: false }} className={look}>
      {texts.see}
    </Link>
  )
}

function ToList() {
  return (
    <Link to="/policies" className={look}>
      {texts.see}
    </Link>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { KeyRound, Lock, UserRoundX } from 'lucide-react'
import { useMe, whyNot } from '../../api/session.ts'
import type { User } from '../../api/types.ts'
import { buttonClass } from '../../ui/button.tsx'
import { type Check, checkOf, type Finding, type Verdict } from '../../ui/check.ts'
import type { UserFilters } from './filters.ts'
import { coverageOf } from './overview-findings.ts'
import { type Everybody, everybodyQuery } from './overview-queries.ts'
import { texts } from './overview-texts.ts'

/** For the overview: how well people prove who they are. Nothing for who may not read the accounts. */
export function useUserCheck(): Check | undefined {
  const may = whyNot(useMe(), 'users.read') === undefined
  const everybody = useQuery({ ...everybodyQuery, enabled: may })
  return may ? checkOf('users', everybody, texts.failed, judge) : undefined
}

function judge({ users, all }: Everybody): Verdict {
  const { active, withoutFactor, phishable, locked } = coverageOf(users)
  const findings = [
    tell('locked', locked, 'deny', <Lock size={18} aria-hidden />, {
      title: texts.locked.title(locked.length),
      why: texts.locked.why,
      filters: {},
    }),
    tell('without-factor', withoutFactor, 'deny', <UserRoundX size={18} aria-hidden />, {
      title: texts.withoutFactor.title(withoutFactor.length, active.length),
      why: texts.withoutFactor.why,
      filters: { state: 'active', factor: 'none' },
    }),
    tell('phishable', phishable, 'report', <KeyRound size={18} aria-hidden />, {
      title: texts.phishable.title(phishable.length, active.length),
      why: texts.phishable.why,
      filters: { state: 'active', factor: 'totp' },
    }),
  ].flat()
  const covered = active.length > 0 && withoutFactor.length + phishable.length === 0
  const fine = [
    ...(covered ? [texts.fine.passkeys(active.length)] : []),
    ...(locked.length === 0 ? [texts.fine.locks] : []),
    ...(all ? [] : [texts.fine.some(users.length)]),
  ]
  return { findings, fine }
}

interface Words {
  readonly title: string
  readonly why: (names: readonly string[]) => string
  readonly filters: UserFilters
}

function tell(
  id: string,
  users: readonly User[],
  tone: Finding['tone'],
  icon: Finding['icon'],
  { title, why, filters }: Words,
): readonly Finding[] {
  if (users.length === 0) return []
  return [
    { id: `users-${id}`, tone, icon, title, why: why(shortened(users)), action: <ToUsers {...filters} /> },
  ]
}

const mostNames = 3

function shortened(users: readonly User[]): readonly string[] {
  const names = users.slice(0, mostNames).map(({ name }) => name)
  const others = users.length - names.length
  return others === 0 ? names : [...names, texts.others(others)]
}

function ToUsers(filters: UserFilters) {
  return (
    <Link to="/access/users" search={filters} className={buttonClass({ size: 'small' })}>
      {texts.see}
    </Link>
  )
}

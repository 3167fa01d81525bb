import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type LucideIcon, ToggleLeft, ToggleRight } from 'lucide-react'
import { useMe, whyNot } from '../../api/session.ts'
import { typeIcons } from './policy-types.ts'
import { policiesQuery } from './queries.ts'
import { texts } from './texts.ts'
import { tellNotSwitched, useToggle } from './use-toggle.ts'

export interface PolicyCommand {
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly icon: LucideIcon
  readonly run: () => void
}

/** For the palette: open any policy, switch any policy. A critical one asks in its sheet. */
export function usePolicyCommands(): readonly PolicyCommand[] {
  const { data = [] } = useQuery(policiesQuery)
  const navigate = useNavigate()
  const toggle = useToggle()
  const mayChange = whyNot(useMe(), 'policies.update') === undefined
  const open = data.map((policy) => ({
    id: `open-${policy.id}`,
    label: policy.name,
    hint: texts.types[policy.type],
    icon: typeIcons[policy.type],
    run: () => void navigate({ to: '/policies/$id', params: { id: policy.id } }),
  }))
  const turn = data.map((policy) => ({
    id: `switch-${policy.id}`,
    label: `${policy.enabled ? texts.turn.disable : texts.turn.enable} ${policy.name}`,
    hint: policy.critical ? texts.critical : '',
    icon: policy.enabled ? ToggleRight : ToggleLeft,
    run: () => {
      if (policy.critical) void navigate({ to: '/policies', search: { switch: policy.id } })
      else {
        const wanted = !policy.enabled
        toggle.mutate({ policy, wanted }, { onError: (error) => tellNotSwitched(policy, error) })
      }
    },
  }))
  return mayChange ? [...open, ...turn] : open
}

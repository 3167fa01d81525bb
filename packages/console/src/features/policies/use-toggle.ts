import { ProblemError } from '@sallyport/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Policy } from '../../api/types.ts'
import { toast } from '../../ui/toasts.ts'
import { type Because, togglePolicy } from './calls.ts'
import { policiesQuery } from './queries.ts'
import { texts } from './texts.ts'

type Switched = Pick<Policy, 'id' | 'name'>

/** Switches a policy and says so, with Undo. Nothing is shown as switched before the server has switched it. */
export function useToggle() {
  const queries = useQueryClient()
  const toggle = useMutation({
    mutationFn: ({ policy, because }: { policy: Switched; wanted: boolean; because?: Because }) =>
      togglePolicy(policy.id, because),
    onSuccess: async ({ enabled }, { policy, wanted }) => {
      queries.setQueryData(policiesQuery.queryKey, (all: Policy[] | undefined) =>
        all?.map((one) => (one.id === policy.id ? { ...one, enabled } : one)),
      )
      toast(enabled === wanted ? texts.switched(policy.name, enabled) : texts.crossed(policy.name, enabled), {
        action: {
          label: texts.undo,
          run: () => toggle.mutate({ policy, wanted: !enabled, because: { reason: texts.undoReason } }),
        },
      })
      await queries.invalidateQueries({ queryKey: policiesQuery.queryKey })
    },
  })
  return toggle
}

/** For a switch that has no place of its own for an error. */
export function tellNotSwitched(policy: Switched, error: unknown): void {
  const detail = error instanceof ProblemError ? error.problem.detail : ''
  toast(`${texts.notSwitched(policy.name)} ${detail}`, { tone: 'deny' })
}

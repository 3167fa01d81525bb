import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query'
import { meQuery } from '../../api/session.ts'
import { toast } from '../../ui/toasts.ts'
import { dismissNotice } from './account-calls.ts'
import { texts } from './account-texts.ts'

/** Marks a notice as read, by its id. */
export function useDismissNotice(): UseMutationResult<unknown, Error, string> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: dismissNotice,
    onSuccess: (_answer, id) => {
      queries.setQueryData(
        meQuery.queryKey,
        (me) => me && { ...me, notices: me.notices.filter((notice) => notice.id !== id) },
      )
    },
    onError: () => toast(texts.notices.notDismissed, { tone: 'deny' }),
  })
}

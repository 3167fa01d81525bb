import { queryOptions } from '@tanstack/react-query'
import { api, askWithResponse } from '../../api/client.ts'
import { nextCursor } from '../../api/next-cursor.ts'
import type { User } from '../../api/types.ts'

const pageSize = 1000
/** A page that asks again every minute reads no more of a large directory than this. */
const mostPages = 5

/** Everybody with an account, the newest first; `all` is false where there are more. */
export const everybodyQuery = queryOptions({
  queryKey: ['users', 'list', 'everybody'],
  queryFn: async ({ signal }) => {
    const users: User[] = []
    let cursor: string | undefined
    for (let page = 0; page < mostPages; page += 1) {
      const query = { limit: pageSize, ...(cursor !== undefined && { cursor }) }
      const { data, response } = await askWithResponse(api.GET('/api/users', { params: { query }, signal }))
      users.push(...data)
      cursor = nextCursor(response)
      if (cursor === undefined) break
    }
    return { users, all: cursor === undefined }
  },
  staleTime: 10_000,
  refetchInterval: 30_000,
})
export type Everybody = Awaited<ReturnType<NonNullable<typeof everybodyQuery.queryFn>>>

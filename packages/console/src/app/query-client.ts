import { ProblemError } from '@sallyport/client'
import { QueryClient } from '@tanstack/react-query'

/** An answer is an answer; only silence and the server's own failures are asked again. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) =>
          failures < 2 && (!(error instanceof ProblemError) || error.status === 0 || error.status >= 502),
        retryDelay: (failures) => 500 * 2 ** failures,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}

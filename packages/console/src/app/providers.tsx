import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Toaster } from '../ui/toast.tsx'

export function Providers({
  queries,
  children,
}: {
  readonly queries: QueryClient
  readonly children: ReactNode
}) {
  return (
    <QueryClientProvider client={queries}>
      {children}
      <Toaster />
    </QueryClientProvider>
  )
}

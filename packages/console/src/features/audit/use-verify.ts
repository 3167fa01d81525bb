import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { AuditVerification } from '../../api/types.ts'
import { type Stretch, verifyChain } from './calls.ts'
import { verificationQuery } from './queries.ts'

export type Verifying =
  | { readonly is: 'idle' | 'stopped' }
  | { readonly is: 'running'; readonly seconds: number }
  | { readonly is: 'done'; readonly found: AuditVerification }
  | { readonly is: 'trouble'; readonly error: Error }

/** Verifies a stretch of the chain, tells for how long it has been at it, and can be stopped. */
export function useVerify() {
  const queries = useQueryClient()
  const [state, setState] = useState<Verifying>({ is: 'idle' })
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  useEffect(() => {
    if (state.is !== 'running') return
    const timer = setTimeout(() => setState({ is: 'running', seconds: state.seconds + 1 }), 1000)
    return () => clearTimeout(timer)
  }, [state])

  const start = (stretch: Stretch) => {
    const mine = new AbortController()
    running.current = mine
    setState({ is: 'running', seconds: 0 })
    const tell = (next: Verifying) => {
      if (!mine.signal.aborted) setState(next)
    }
    verifyChain(stretch, mine.signal).then(
      (found) => {
        tell({ is: 'done', found })
        void queries.invalidateQueries({ queryKey: verificationQuery.queryKey })
      },
      (error: unknown) =>
        tell({ is: 'trouble', error: error instanceof Error ? error : new Error(String(error)) }),
    )
  }
  const stop = () => {
    running.current?.abort()
    setState((now) => (now.is === 'running' ? { is: 'stopped' } : now))
  }
  return { state, start, stop }
}

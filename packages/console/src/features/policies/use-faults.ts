import { ProblemError } from '@sallyport/client'
import { useEffect, useState } from 'react'

/** What is wrong with a policy, and where. */
export interface Fault {
  readonly path: string
  readonly message: string
}

const none: readonly Fault[] = []

/** What the engine says of it while one types. The validator comes when it is first needed. */
export function useFaults(value: Readonly<Record<string, unknown>> | undefined): readonly Fault[] {
  const [found, setFound] = useState<{ value: unknown; faults: readonly Fault[] }>({
    value: undefined,
    faults: none,
  })
  useEffect(() => {
    if (value === undefined) return
    let current = true
    const timer = setTimeout(() => {
      void import('@sallyport/engine/validate').then(({ validatePolicy }) => {
        if (!current) return
        const result = validatePolicy({ id: 'new', ...value })
        setFound({ value, faults: result.ok ? none : result.errors })
      })
    }, 250)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [value])
  return found.faults
}

/** The faults that the server listed, with their paths. */
export function faultsOf(error: Error): readonly Fault[] {
  const errors = error instanceof ProblemError ? error.problem['errors'] : undefined
  if (!Array.isArray(errors)) return none
  return errors.map((one: unknown) => {
    const { path, message } = (one ?? {}) as { path?: unknown; message?: unknown }
    return {
      path: typeof path === 'string' ? path : '',
      message: typeof message === 'string' ? message : String(message),
    }
  })
}

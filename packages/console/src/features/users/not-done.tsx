import { ProblemError } from '@sallyport/client'
import { Trouble } from '../../ui/states.tsx'
import { texts } from './texts.ts'

/** What the server refused, in its own words; a fault names its place. */
export function NotDone({ error }: { readonly error: Error | null }) {
  if (error === null) return null
  const problem = error instanceof ProblemError ? error : undefined
  return (
    <Trouble
      title={texts.trouble.done}
      detail={problem?.problem.detail ?? error.message}
      requestId={problem?.requestId}
    />
  )
}

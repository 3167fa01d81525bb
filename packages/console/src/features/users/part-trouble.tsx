import { ProblemError } from '@sallyport/client'
import { Button } from '../../ui/button.tsx'
import { Trouble } from '../../ui/states.tsx'
import { texts } from './texts.ts'

export interface PartTroubleProps {
  readonly query: { readonly error: Error | null; readonly refetch: () => unknown }
}

/** One part of a person could not be loaded; the others stay. */
export function PartTrouble({ query: { error, refetch } }: PartTroubleProps) {
  return (
    <Trouble
      title={texts.trouble.part}
      detail={error?.message}
      requestId={error instanceof ProblemError ? error.requestId : undefined}
      action={<Button onClick={() => void refetch()}>{texts.trouble.retry}</Button>}
    />
  )
}

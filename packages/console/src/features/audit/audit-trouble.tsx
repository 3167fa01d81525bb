import { ProblemError } from '@sallyport/client'
import { Button } from '../../ui/button.tsx'
import { Trouble } from '../../ui/states.tsx'
import { texts } from './texts.ts'

export interface AuditTroubleProps {
  readonly title: string
  readonly error: Error
  readonly onRetry?: () => void
}

export function AuditTrouble({ title, error, onRetry }: AuditTroubleProps) {
  return (
    <Trouble
      title={title}
      detail={error.message}
      requestId={error instanceof ProblemError ? error.requestId : undefined}
      action={onRetry && <Button onClick={onRetry}>{texts.trouble.retry}</Button>}
    />
  )
}

import type { AuditVerification } from '../../api/types.ts'
import { texts } from './fault-texts.ts'

/** What does not fit, as a sentence; the server’s own words for what this console knows nothing of. */
export function faultWords({
  kind,
  seq,
  through = seq,
  fault,
}: NonNullable<AuditVerification['first_fault']>): string {
  return kind !== undefined && Object.hasOwn(texts, kind) ? texts[kind](seq, through) : fault
}

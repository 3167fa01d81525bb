import type { PolicyWriter } from './policy-writer.ts'

export interface ReloadOnNotifyDeps {
  /** LISTEN; an empty payload says that something may have been missed. */
  readonly listen: (channel: string, onPayload: (payload: string) => void) => Promise<() => Promise<void>>
  readonly writer: Pick<PolicyWriter, 'reload'>
  readonly onError: (error: unknown) => void
}

/** Puts in force what other nodes change. What it resolves with ends it. */
export function reloadOnNotify({
  listen,
  writer,
  onError,
}: ReloadOnNotifyDeps): Promise<() => Promise<void>> {
  // The empty payload is no revision, so it always reads anew.
  return listen('policies', (revision) => {
    writer.reload(revision).catch(onError)
  })
}

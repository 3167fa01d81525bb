import { catalogue, format } from '../../ui/language.ts'

/** What of the audit log does not fit, for the overview and for the page of the log. */
export const texts = catalogue('audit-faults', {
  changed: (seq: number) => `Entry ${format(seq)} was changed: its content does not give its hash`,
  replaced: (seq: number) =>
    `Entry ${format(seq)} does not stand on entry ${format(seq - 1)}: one of the two was replaced`,
  missing: (seq: number, through: number) =>
    seq === through
      ? `Entry ${format(seq)} is missing`
      : `Entries ${format(seq)} to ${format(through)} are missing`,
  'behind-end': (seq: number) => `Entry ${format(seq)} stands behind the recorded end of the log`,
  end: (seq: number) => `The record of the end of the log does not fit entry ${format(seq)}`,
  seal: (_seq: number): string =>
    'The seal of the end of the log is not ours: the end was cut off, or the log was rewritten, by somebody who could write to the database but does not have the master key',
})

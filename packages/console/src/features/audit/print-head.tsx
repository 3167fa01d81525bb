import { useMe } from '../../api/session.ts'
import { exactTime } from '../../ui/time-words.ts'
import { chipsOf } from './active-filters.tsx'
import styles from './print-head.module.css'
import { rangeWords } from './range-words.ts'
import { texts } from './texts.ts'
import type { Audit } from './use-audit.ts'

/** On paper only: what this is an extract of, so that it can be read without the console. */
export function PrintHead({ audit }: { readonly audit: Audit }) {
  const me = useMe()
  const { filters, asked, rows, summary } = audit
  return (
    <div className={styles.head}>
      <p className={styles.title}>
        {texts.print.title} {texts.print.of(me.organization)}
      </p>
      <p>{rangeWords(filters, asked)}</p>
      {chipsOf(filters, summary.data).map(({ id, name, value }) => (
        <p key={id}>
          {name}: {value}
        </p>
      ))}
      {summary.data && <p>{texts.someOf(rows.length, Math.max(rows.length, summary.data.total))}</p>}
      <p>{texts.print.at(exactTime(new Date(asked).toISOString()), me.email)}</p>
    </div>
  )
}

import { ArrowRight } from 'lucide-react'
import { useState } from 'react'
import { Button } from './button.tsx'
import styles from './change-list.module.css'
import { texts } from './change-texts.ts'
import { type Change, readable } from './changes.ts'

const atOnce = 6

/** What became of something, member by member: what was, and what is. */
export function ChangeList({ changes }: { readonly changes: readonly Change[] }) {
  const [all, setAll] = useState(false)
  if (changes.length === 0) return null
  const shown = all ? changes : changes.slice(0, atOnce)
  return (
    <>
      <dl className={styles.changes}>
        {shown.map((change) => (
          <div key={change.path} className={styles.change}>
            <dt>{change.path}</dt>
            <dd>
              {change.before !== undefined && <del>{readable(change.before)}</del>}
              {change.before !== undefined && <ArrowRight size={13} role="img" aria-label={texts.became} />}
              {change.after === undefined ? (
                <span className={styles.removed}>{texts.removed}</span>
              ) : (
                <ins>{readable(change.after)}</ins>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {changes.length > shown.length && (
        <Button size="small" variant="quiet" onClick={() => setAll(true)}>
          {texts.more(changes.length - shown.length)}
        </Button>
      )}
    </>
  )
}

import { useMemo } from 'react'
import type { Policy } from '../../api/types.ts'
import { classNames } from '../../ui/class-names.ts'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/states.tsx'
import { editableText } from './calls.ts'
import { compareLines, type DiffLine } from '../../ui/changes.ts'
import styles from './conflict-view.module.css'
import { texts } from './texts.ts'

export interface ConflictViewProps {
  readonly mine: string
  readonly theirs: Policy
  readonly busy: boolean
  readonly onKeepMine: () => void
  readonly onTakeTheirs: () => void
  readonly onGoOn: () => void
}

/** Two people changed the same policy: both versions, and the choice is yours. */
export function ConflictView({ mine, theirs, busy, onKeepMine, onTakeTheirs, onGoOn }: ConflictViewProps) {
  const { conflict } = texts
  const saved = editableText(theirs)
  const lines = useMemo(() => compareLines(mine, saved), [mine, saved])
  return (
    <div className={styles.conflict}>
      <Note tone="report" title={conflict.title} live>
        {conflict.text(theirs.updated_by ?? conflict.somebody, theirs.revision)}{' '}
        {mine === saved && conflict.same}
      </Note>
      <div className={styles.sides}>
        <Side title={conflict.mine} lines={lines.one} tone={styles.mine} />
        <Side title={conflict.theirs(theirs.revision)} lines={lines.other} tone={styles.theirs} />
      </div>
      <div className={styles.actions}>
        <Button onClick={onGoOn}>{conflict.goOn}</Button>
        <Button onClick={onTakeTheirs}>{conflict.takeTheirs}</Button>
        <Button variant="primary" busy={busy} onClick={onKeepMine}>
          {conflict.keepMine}
        </Button>
      </div>
    </div>
  )
}

function Side({
  title,
  lines,
  tone,
}: {
  readonly title: string
  readonly lines: readonly DiffLine[]
  readonly tone: string | undefined
}) {
  return (
    <section className={styles.side}>
      <h2 className={styles.title}>{title}</h2>
      <pre className={styles.text} tabIndex={0} role="region" aria-label={title}>
        {lines.map(({ text, differs }, index) =>
          differs ? (
            <mark key={index} className={classNames(styles.line, tone)}>
              {text}
            </mark>
          ) : (
            <span key={index} className={styles.line}>
              {text}
            </span>
          ),
        )}
      </pre>
    </section>
  )
}

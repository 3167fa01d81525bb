import type { Policy } from '../../api/types.ts'
import { Badge } from '../../ui/badge.tsx'
import { toneStyle } from '../../ui/tone.ts'
import { classNames } from '../../ui/class-names.ts'
import { kindLooks, type Sentence, sentencesOf } from './sentences.ts'
import styles from './statement-list.module.css'
import { texts } from './texts.ts'

export interface StatementListProps {
  readonly policy: Pick<Policy, 'statements'> | { readonly [member: string]: unknown }
  readonly compact?: boolean
}

/** A policy as sentences: the kind in a word, what it does, what a refused person is told. */
export function StatementList({ policy, compact }: StatementListProps) {
  const sentences = sentencesOf(policy) ?? []
  return (
    <ol className={classNames(styles.list, compact && styles.compact)}>
      {sentences.map((sentence, index) => (
        <StatementItem key={index} sentence={sentence} compact={compact === true} />
      ))}
    </ol>
  )
}

function StatementItem({
  sentence: { kind, sentence, label, refuses, obligations },
  compact,
}: {
  readonly sentence: Sentence
  readonly compact: boolean
}) {
  const { icon: Icon, tone } = kindLooks[kind]
  return (
    <li className={styles.item} style={toneStyle(tone)}>
      <div className={styles.kind}>
        <Badge tone={tone} icon={<Icon size={13} aria-hidden />}>
          {texts.kinds[kindKeys[kind]]}
        </Badge>
      </div>
      <div className={styles.words}>
        <p className={styles.sentence}>{sentence}</p>
        {!compact && <p className={styles.label}>{refuses ? texts.one.told(label) : label}</p>}
        {!compact && obligations.length > 0 && (
          <p className={styles.label}>
            {texts.one.obligations}: {obligations.map(({ id }) => id).join(', ')}
          </p>
        )}
      </div>
    </li>
  )
}

const kindKeys = {
  Requirement: 'requirement',
  Block: 'block',
  Exception: 'exception',
  Grant: 'grant',
  Duty: 'duty',
} as const

import type { ReactNode } from 'react'
import type { Policy } from '../../api/types.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { format } from '../../ui/language.ts'
import { Time } from '../../ui/time.tsx'
import { EnforcedAt } from './badges.tsx'
import styles from './policy-facts.module.css'
import { texts } from './texts.ts'

export function PolicyFacts({ policy }: { readonly policy: Policy }) {
  const { facts } = texts
  return (
    <aside className={styles.facts} aria-label={facts.label}>
      <dl>
        <Fact name={facts.askedAt}>
          <EnforcedAt policy={policy} />
        </Fact>
        <Fact name={facts.mode}>{policy.mode === 'report' ? texts.report : facts.enforce}</Fact>
        <Fact name={facts.priority}>
          {format(policy.priority)}
          <span className={styles.hint}>{facts.priorityHint}</span>
        </Fact>
        {(policy.valid_from ?? policy.valid_until) && (
          <Fact name={facts.validity}>
            {policy.valid_from && (
              <span>
                {facts.from} <Time at={policy.valid_from} />{' '}
              </span>
            )}
            {policy.valid_until && (
              <span>
                {facts.until} <Time at={policy.valid_until} />
              </span>
            )}
          </Fact>
        )}
        <Fact name={facts.changed}>
          <Time at={policy.updated_at} />
          {policy.updated_by && <span className={styles.hint}>{facts.by(policy.updated_by)}</span>}
        </Fact>
        <Fact name={facts.created}>
          <Time at={policy.created_at} />
        </Fact>
        <Fact name={facts.revision}>{format(policy.revision)}</Fact>
        <Fact name={facts.type}>{texts.types[policy.type]}</Fact>
        <Fact name={facts.id}>
          <Copyable value={policy.id} thing={facts.id} wrap />
        </Fact>
      </dl>
    </aside>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

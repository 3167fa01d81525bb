import { Link } from '@tanstack/react-router'
import type { Policy } from '../../api/types.ts'
import { toneStyle } from '../../ui/tone.ts'
import { classNames } from '../../ui/class-names.ts'
import { Time } from '../../ui/time.tsx'
import { EnforcedAt, PolicyBadges, TypeIcon } from './badges.tsx'
import { effectLooks, rulesWithEffects } from './rules.ts'
import styles from './policy-card.module.css'
import { PolicySwitch, type PolicySwitchProps } from './policy-switch.tsx'
import { texts } from './texts.ts'

export function PolicyCard({ policy, onAsk }: PolicySwitchProps & { readonly policy: Policy }) {
  return (
    <article
      className={classNames(styles.card, !policy.enabled && styles.off)}
      data-testid={`policy-${policy.id}`}
      aria-labelledby={`name-${policy.id}`}
    >
      <TypeIcon type={policy.type} />
      <div className={styles.words}>
        <div className={styles.top}>
          <div className={styles.heading}>
            <h3 className={styles.name} id={`name-${policy.id}`}>
              <Link to="/policies/$id" params={{ id: policy.id }} className={styles.link} data-row>
                {policy.name}
              </Link>
            </h3>
            <PolicyBadges policy={policy} />
          </div>
          <div className={styles.control}>
            <PolicySwitch policy={policy} onAsk={onAsk} />
          </div>
        </div>
        {policy.description !== '' && <p className={styles.description}>{policy.description}</p>}
        <Rules policy={policy} />
        <dl className={styles.facts}>
          <div>
            <dt>{texts.askedAt}</dt>
            <dd>
              <EnforcedAt policy={policy} />
            </dd>
          </div>
          <div>
            <dt>{texts.changed}</dt>
            <dd>
              <Time at={policy.updated_at} />
            </dd>
          </div>
        </dl>
      </div>
    </article>
  )
}

export function Rules({ policy }: { readonly policy: Policy }) {
  const rules = rulesWithEffects(policy)
  if (rules.length === 0) return null
  return (
    <ul className={styles.rules}>
      {rules.map(({ text, effect }, index) => {
        const { icon: Icon, tone } = effectLooks[effect ?? 'none']
        return (
          <li key={index} className={styles.rule}>
            <span className={styles.effect} style={toneStyle(tone)}>
              <Icon size={14} role="img" aria-label={effect && texts.effects[effect]} aria-hidden={!effect} />
            </span>
            {text}
          </li>
        )
      })}
    </ul>
  )
}

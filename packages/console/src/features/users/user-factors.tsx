import { useQuery } from '@tanstack/react-query'
import { KeyRound, Smartphone } from 'lucide-react'
import { useMe } from '../../api/session.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Bone, Loading } from '../../ui/states.tsx'
import { Time } from '../../ui/time.tsx'
import { PartTrouble } from './part-trouble.tsx'
import { userFactorsQuery } from './queries.ts'
import { texts } from './texts.ts'
import type { UserPartProps } from './user-notes.tsx'
import styles from './user-page.module.css'

const icons = { webauthn: KeyRound, totp: Smartphone } as const

export function UserFactors({ user, forbidden, onAct }: UserPartProps) {
  const { factors } = texts
  const me = useMe()
  const held = useQuery(userFactorsQuery(user.id))
  return (
    <section className={styles.card} aria-labelledby="user-factors">
      <div className={styles.cardTop}>
        <h2 id="user-factors" className={styles.cardTitle}>
          {factors.title}
        </h2>
        {user.factor_coverage.recovery_codes > 0 && (
          <span className={styles.quiet}>{texts.coverage.codes(user.factor_coverage.recovery_codes)}</span>
        )}
      </div>
      {held.error ? (
        <PartTrouble query={held} />
      ) : !held.data ? (
        <Loading>
          <Bone height={40} />
        </Loading>
      ) : held.data.length === 0 ? (
        <p className={styles.quiet}>{factors.none}</p>
      ) : (
        <ul className={styles.rows}>
          {held.data.map((factor) => {
            const Icon = icons[factor.type]
            return (
              <li key={factor.id} className={styles.row}>
                <div className={styles.words}>
                  <span className={styles.strong}>
                    <Icon size={15} aria-hidden />
                    {factor.name}
                    {factor.backed_up && <Badge outline>{factors.synced}</Badge>}
                  </span>
                  <span className={styles.quiet}>
                    {factors.kinds[factor.type]}, {factors.added} <Time at={factor.created_at} />,{' '}
                    {factor.last_used_at === null ? (
                      factors.unused
                    ) : (
                      <>
                        {factors.used} <Time at={factor.last_used_at} />
                      </>
                    )}
                  </span>
                </div>
                {user.id !== me.id && (
                  <Button
                    size="small"
                    variant="quiet"
                    aria-label={factors.sheet(factor.name)}
                    disabledReason={forbidden}
                    onClick={() => onAct({ is: 'remove-factor', factor })}
                  >
                    {factors.remove}
                  </Button>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}

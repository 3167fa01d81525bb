import { KeyRound, Smartphone } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { Factor } from '../../api/types.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Time } from '../../ui/time.tsx'
import { texts } from './account-texts.ts'
import styles from './factor-list.module.css'

const RenameFactor = lazy(() => import('./rename-factor-dialog.tsx'))
const RemoveFactor = lazy(() => import('./remove-factor-dialog.tsx'))

export interface FactorListProps {
  readonly label: string
  readonly factors: readonly Factor[]
  /** Of all the person's second factors; the last one is removed with a warning. */
  readonly held: number
}

export function FactorList({ label, factors, held }: FactorListProps) {
  const [asked, setAsked] = useState<{ readonly to: 'rename' | 'remove'; readonly factor: Factor }>()
  const close = () => setAsked(undefined)
  return (
    <>
      <ul className={styles.list} aria-label={label}>
        {factors.map((factor) => (
          <FactorRow
            key={factor.id}
            factor={factor}
            onRename={() => setAsked({ to: 'rename', factor })}
            onRemove={() => setAsked({ to: 'remove', factor })}
          />
        ))}
      </ul>
      <Suspense>
        {asked?.to === 'rename' && <RenameFactor factor={asked.factor} onClose={close} />}
        {asked?.to === 'remove' && <RemoveFactor factor={asked.factor} isLast={held === 1} onClose={close} />}
      </Suspense>
    </>
  )
}

function FactorRow({
  factor,
  onRename,
  onRemove,
}: {
  readonly factor: Factor
  readonly onRename: () => void
  readonly onRemove: () => void
}) {
  const { name, created_at: added, last_used_at: used } = factor
  const Icon = factor.type === 'webauthn' ? KeyRound : Smartphone
  const copies = copiesOf(factor)
  return (
    <li className={styles.factor}>
      <Icon size={18} aria-hidden className={styles.icon} />
      <div className={styles.words}>
        <p className={styles.name}>
          <span>{name}</span>
          {copies && (
            <Badge outline title={texts.factor[`${copies}Hint`]}>
              {texts.factor[copies]}
            </Badge>
          )}
        </p>
        <p className={styles.facts}>
          <span>
            {texts.factor.added} <Time at={added} />
          </span>
          <span>
            {used === null ? (
              texts.factor.neverUsed
            ) : (
              <>
                {texts.factor.used} <Time at={used} />
              </>
            )}
          </span>
        </p>
      </div>
      <div className={styles.actions}>
        <Button size="small" variant="quiet" aria-label={`${texts.factor.rename} ${name}`} onClick={onRename}>
          {texts.factor.rename}
        </Button>
        <Button size="small" variant="quiet" aria-label={`${texts.factor.remove} ${name}`} onClick={onRemove}>
          {texts.factor.remove}
        </Button>
      </div>
    </li>
  )
}

function copiesOf(factor: Factor): 'synced' | 'syncable' | 'bound' | undefined {
  if (factor.backup_eligible === undefined) return undefined
  if (factor.backed_up === true) return 'synced'
  return factor.backup_eligible ? 'syncable' : 'bound'
}

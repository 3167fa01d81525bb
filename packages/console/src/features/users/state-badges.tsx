import { Ban, CircleCheck, Lock, Mail, RotateCcw } from 'lucide-react'
import type { User } from '../../api/types.ts'
import { Badge } from '../../ui/badge.tsx'
import { texts } from './texts.ts'
import styles from './users.module.css'

const looks = {
  active: { tone: 'allow', icon: CircleCheck },
  invited: { tone: 'accent', icon: Mail },
  disabled: { tone: 'off', icon: Ban },
} as const

export function StateBadges({ user }: { readonly user: User }) {
  const { tone, icon: Icon } = looks[user.state]
  return (
    <span className={styles.chips}>
      <Badge tone={tone} icon={<Icon size={13} aria-hidden />}>
        {texts.states[user.state]}
      </Badge>
      {user.locks.length > 0 && (
        <Badge tone="deny" icon={<Lock size={13} aria-hidden />}>
          {texts.locked}
        </Badge>
      )}
      {user.reset && (
        <Badge tone="report" icon={<RotateCcw size={13} aria-hidden />}>
          {texts.resetting}
        </Badge>
      )}
    </span>
  )
}

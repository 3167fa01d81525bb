import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { useMe, whyNot } from '../api/session.ts'
import { policiesQuery } from '../features/policies/queries.ts'
import { Key, modKey } from '../ui/keys.tsx'
import { format } from '../ui/language.ts'
import { Mark } from '../ui/mark.tsx'
import { nounsOf } from './nouns.ts'
import { PersonMenu } from './person-menu.tsx'
import styles from './rail.module.css'
import { texts } from './texts.ts'

export interface RailProps {
  readonly onPalette: () => void
  readonly onKeys: () => void
  /** A link was followed: a sheet closes. */
  readonly onLeave: () => void
}

export function Rail({ onPalette, onKeys, onLeave }: RailProps) {
  const me = useMe()
  const counts = useCounts()
  return (
    <>
      <div className={styles.organization}>
        <Mark size={28} />
        <div className={styles.organizationWords}>
          <p className={styles.organizationName}>{me.organization}</p>
          <p className={styles.product}>Sallyport</p>
        </div>
      </div>
      <button type="button" className={styles.find} onClick={onPalette}>
        <Search size={15} aria-hidden />
        <span className={styles.findWords}>{texts.find}</span>
        <span className={styles.keys} aria-hidden="true">
          <Key>{modKey}</Key>
          <Key>K</Key>
        </span>
      </button>
      <nav aria-label={texts.rail} className={styles.nav}>
        <ul>
          {nounsOf(me).map(({ id, label, icon: Icon, to }) => (
            <li key={id}>
              <Link
                to={to}
                activeOptions={{ exact: to === '/', includeSearch: false }}
                className={styles.link}
                activeProps={{ className: styles.active ?? '' }}
                onClick={onLeave}
              >
                <Icon size={16} aria-hidden />
                <span className={styles.label}>{label}</span>
                {counts[id] !== undefined && <span className={styles.count}>{format(counts[id])}</span>}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles.foot}>
        <PersonMenu onKeys={onKeys} />
      </div>
    </>
  )
}

function useCounts(): Partial<Record<string, number>> {
  const me = useMe()
  const policies = useQuery({ ...policiesQuery, enabled: whyNot(me, 'policies.read') === undefined })
  return policies.data ? { policies: policies.data.length } : {}
}

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { meQuery, useMe } from '../../api/session.ts'
import type { Factor } from '../../api/types.ts'
import { accountKey, factorsQuery } from './account-queries.ts'
import { AccountSection, Asked } from './account-section.tsx'
import styles from './account-page.module.css'
import { texts } from './account-texts.ts'
import { AddApp } from './add-app.tsx'
import { AddPasskey } from './add-passkey.tsx'
import { FactorList } from './factor-list.tsx'
import { type PanelState, usePanel } from './use-panel.ts'

export function PasskeysSection() {
  const me = useMe()
  const panel = usePanel('passkey')
  const factors = useQuery(factorsQuery)
  const stale = useStaleAccount()
  return (
    <FactorSection
      words={texts.passkeys}
      type="webauthn"
      panel={panel}
      change={
        <AddPasskey
          email={me.email}
          taken={factors.data?.map(({ name }) => name) ?? []}
          onAdded={stale}
          onDone={panel.close}
          onCancel={panel.close}
        />
      }
    />
  )
}

export function AppsSection() {
  const me = useMe()
  const panel = usePanel('app')
  const stale = useStaleAccount()
  return (
    <FactorSection
      words={texts.apps}
      type="totp"
      panel={panel}
      change={<AddApp email={me.email} onAdded={stale} onDone={panel.close} onCancel={panel.close} />}
    />
  )
}

interface FactorSectionProps {
  readonly words: {
    readonly title: string
    readonly lead: string
    readonly none: string
    readonly add: string
  }
  readonly type: Factor['type']
  readonly panel: PanelState
  readonly change: ReactNode
}

function FactorSection({ words, type, panel, change }: FactorSectionProps) {
  const factors = useQuery(factorsQuery)
  return (
    <AccountSection
      title={words.title}
      lead={words.lead}
      panel={panel}
      opener={{ label: words.add, icon: <Plus size={16} aria-hidden /> }}
      change={change}
    >
      <Asked query={factors}>
        {(all) => {
          const own = all.filter((factor) => factor.type === type)
          return own.length === 0 ? (
            <p className={styles.none}>{words.none}</p>
          ) : (
            <FactorList label={words.title} factors={own} held={all.length} />
          )
        }}
      </Asked>
    </AccountSection>
  )
}

/** What was known of the account is stale: its factors, its codes, whether it has a second factor. */
function useStaleAccount(): () => void {
  const queries = useQueryClient()
  return () => {
    void queries.invalidateQueries({ queryKey: accountKey })
    void queries.invalidateQueries(meQuery)
  }
}

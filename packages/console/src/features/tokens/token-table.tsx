import { useState } from 'react'
import { useMe, whyNot } from '../../api/session.ts'
import type { ApiToken } from '../../api/types.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Time } from '../../ui/time.tsx'
import { texts } from './texts.ts'
import styles from './token-table.module.css'

export interface TokenTableProps {
  readonly tokens: readonly ApiToken[]
  readonly showOwner: boolean
  readonly onRevoke: (token: ApiToken) => void
}

export function TokenTable({ tokens, showOwner, onRevoke }: TokenTableProps) {
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label={texts.label}>
        <thead>
          <tr>
            <th scope="col">{texts.form.name}</th>
            {showOwner && <th scope="col">{texts.owner}</th>}
            <th scope="col">{texts.roles}</th>
            <th scope="col">{texts.created}</th>
            <th scope="col">{texts.used}</th>
            <th scope="col">{texts.expires}</th>
            <th scope="col">
              <span className={styles.heard}>{texts.revoke}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <TokenRow key={token.id} token={token} showOwner={showOwner} onRevoke={onRevoke} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function TokenRow({
  token,
  showOwner,
  onRevoke,
}: { readonly token: ApiToken } & Pick<TokenTableProps, 'showOwner' | 'onRevoke'>) {
  const me = useMe()
  const isOwn = token.owner?.id === me.id
  return (
    <tr>
      <th scope="row" className={styles.name}>
        {token.name}
      </th>
      {showOwner && <td data-label={texts.owner}>{token.owner?.email ?? texts.service}</td>}
      <td data-label={texts.roles}>
        <Roles roles={token.roles} />
      </td>
      <td data-label={texts.created}>
        <Time at={token.created_at} />
      </td>
      <td data-label={texts.used}>
        {token.last_used_at === null ? (
          <span className={styles.quiet}>{texts.never}</span>
        ) : (
          <Time at={token.last_used_at} />
        )}
      </td>
      <td data-label={texts.expires}>
        <Expiry at={token.expires_at} />
      </td>
      <td className={styles.action}>
        <Button
          size="small"
          aria-label={texts.revokeOne(token.name)}
          disabledReason={isOwn ? undefined : whyNot(me, 'tokens.delete')}
          onClick={() => onRevoke(token)}
        >
          {texts.revoke}
        </Button>
      </td>
    </tr>
  )
}

function Roles({ roles }: { readonly roles: readonly string[] }) {
  if (roles.length === 0) return <span className={styles.quiet}>{texts.noRoles}</span>
  return (
    <span className={styles.roles}>
      {roles.map((role) => (
        <Badge key={role} outline>
          {role}
        </Badge>
      ))}
    </span>
  )
}

function Expiry({ at }: { readonly at: string | null }) {
  const [now] = useState(() => Date.now())
  if (at === null) return <span className={styles.quiet}>{texts.noEnd}</span>
  if (Date.parse(at) > now) return <Time at={at} />
  return <Badge tone="report">{texts.expired}</Badge>
}

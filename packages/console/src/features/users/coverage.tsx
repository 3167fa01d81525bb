import { KeyRound, ShieldOff, Smartphone } from 'lucide-react'
import type { User } from '../../api/types.ts'
import { Badge } from '../../ui/badge.tsx'
import { texts } from './texts.ts'
import styles from './users.module.css'

/** How well it is known that it is they: an icon and a word for each kind of factor. */
export function Coverage({ user }: { readonly user: User }) {
  const { webauthn, totp, recovery_codes: codes } = user.factor_coverage
  const title = texts.coverage.codes(codes)
  if (webauthn + totp === 0)
    return (
      <Badge tone="report" icon={<ShieldOff size={13} aria-hidden />}>
        {texts.coverage.none}
      </Badge>
    )
  return (
    <span className={styles.chips}>
      {webauthn > 0 && (
        <Badge tone="allow" title={title} icon={<KeyRound size={13} aria-hidden />}>
          {texts.coverage.passkeys(webauthn)}
        </Badge>
      )}
      {totp > 0 && (
        <Badge title={title} icon={<Smartphone size={13} aria-hidden />}>
          {texts.coverage.apps(totp)}
        </Badge>
      )}
    </span>
  )
}

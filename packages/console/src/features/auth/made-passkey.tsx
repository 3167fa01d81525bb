import { KeyRound } from 'lucide-react'
import styles from './made-passkey.module.css'
import { texts } from './passkey-texts.ts'
import type { MadePasskey } from './sign-in-flow.ts'

/** A passkey that was just set up, and what becomes of it when its device is lost. */
export function MadePasskeyNote({ passkey: { name, copies } }: { readonly passkey: MadePasskey }) {
  return (
    <div className={styles.made} role="status">
      <KeyRound size={18} aria-hidden />
      <div>
        <p className={styles.title}>{texts.made.title(name)}</p>
        <p>{texts.made[copies]}</p>
      </div>
    </div>
  )
}

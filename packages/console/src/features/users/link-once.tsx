import { CopyButton, Copyable } from '../../ui/copyable.tsx'
import { Note } from '../../ui/states.tsx'
import { Time } from '../../ui/time.tsx'
import styles from './sheet.module.css'
import { texts } from './texts.ts'

export interface LinkOnceProps {
  readonly url: string
  readonly expiresAt: string
  readonly text: string
}

/** A link that the server tells this once: it is nowhere else, neither in the address nor in a draft. */
export function LinkOnce({ url, expiresAt, text }: LinkOnceProps) {
  return (
    <div className={styles.parts}>
      <Note live>{text}</Note>
      <div className={styles.once}>
        <Copyable value={url} thing={texts.once.label} wrap />
        <CopyButton value={url} variant="primary">
          {texts.once.copy}
        </CopyButton>
      </div>
      <p className={styles.quiet}>
        {texts.once.until} <Time at={expiresAt} dated />
      </p>
    </div>
  )
}

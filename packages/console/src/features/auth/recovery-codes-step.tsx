import { Download, Printer } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copyable.tsx'
import { Tick } from '../../ui/field.tsx'
import styles from './recovery-codes-step.module.css'
import form from './form.module.css'
import { texts } from './texts.ts'

export interface RecoveryCodesStepProps {
  readonly codes: readonly string[]
  readonly email: string
  readonly submit: string
  readonly onKept: () => void
}

export function RecoveryCodesStep({ codes, email, submit, onKept }: RecoveryCodesStepProps) {
  const [kept, setKept] = useState(false)
  const text = texts.recoveryCodes.file(email, codes)
  return (
    <div className={form.form}>
      <div className={styles.sheet}>
        <p className={styles.heading}>{texts.recoveryCodes.printed(email)}</p>
        <ol className={styles.codes} aria-label={texts.recoveryCodes.list}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
      </div>
      <div className={styles.keep}>
        <CopyButton value={codes.join('\n')}>{texts.recoveryCodes.copy}</CopyButton>
        <Button icon={<Download size={16} aria-hidden />} onClick={() => download(text)}>
          {texts.recoveryCodes.download}
        </Button>
        <Button icon={<Printer size={16} aria-hidden />} onClick={() => print()}>
          {texts.recoveryCodes.print}
        </Button>
      </div>
      <Tick
        label={texts.recoveryCodes.kept}
        checked={kept}
        onChange={(event) => setKept(event.target.checked)}
      />
      <Button
        variant="primary"
        wide
        disabledReason={kept ? undefined : texts.recoveryCodes.first}
        onClick={onKept}
      >
        {submit}
      </Button>
    </div>
  )
}

function download(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = address
  link.download = 'sallyport-recovery-codes.txt'
  link.click()
  URL.revokeObjectURL(address)
}

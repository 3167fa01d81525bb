import { KeyRound } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/states.tsx'
import { AttemptTrouble, useSecondsUntil } from './attempt-trouble.tsx'
import styles from './passkey-prompt.module.css'
import { passkeyBar, type PasskeyTrouble } from './passkeys.ts'
import { texts } from './passkey-texts.ts'
import { texts as authTexts } from './texts.ts'
import type { PasskeyAttempt } from './use-passkey-attempt.ts'

export interface PasskeyPromptProps {
  readonly attempt: PasskeyAttempt
  readonly label: string
  /** Whether a passkey is asked for or made: a question that was closed means another thing. */
  readonly making?: boolean
  /** Our own words for some of the server's codes. */
  readonly words?: Readonly<Record<string, string>>
  /** Asks, on a click; as the button of a form it is the form that asks. */
  readonly onAsk?: () => void
}

/** The button that makes the browser ask, what is told while it does, and what came of it. */
export function PasskeyPrompt({ attempt, label, making = false, words, onAsk }: PasskeyPromptProps) {
  const button = useRef<HTMLButtonElement>(null)
  const bar = passkeyBar()
  const { busy } = attempt
  const wait = useSecondsUntil(attempt.blockedUntil)
  const whyNot = bar ? troubleWords(bar).text : wait > 0 ? authTexts.signIn.waitShort(wait) : undefined
  return (
    <div className={styles.prompt}>
      {!busy && <AttemptTrouble attempt={attempt} {...(words && { words })} />}
      <div role="status">{!busy && <TroubleNote trouble={attempt.trouble} making={making} />}</div>
      <Button
        ref={button}
        type={onAsk ? 'button' : 'submit'}
        variant="primary"
        wide
        icon={<KeyRound size={16} aria-hidden />}
        busy={busy}
        disabledReason={whyNot}
        {...(onAsk && { onClick: onAsk })}
      >
        {label}
      </Button>
      <div role="status" className={styles.waiting}>
        {busy && texts.waiting}
      </div>
      {bar && <p className={styles.waiting}>{troubleWords(bar).text}</p>}
      {busy && (
        <Button
          wide
          onClick={() => {
            attempt.stop()
            button.current?.focus()
          }}
        >
          {texts.stop}
        </Button>
      )}
    </div>
  )
}

function TroubleNote({
  trouble,
  making,
}: {
  readonly trouble: PasskeyTrouble | undefined
  readonly making: boolean
}) {
  if (trouble === undefined) return null
  const { title, text } = trouble === 'cancelled' && making ? texts.trouble.notMade : troubleWords(trouble)
  return (
    <Note tone="report" title={title}>
      {text}
    </Note>
  )
}

export function troubleWords(trouble: PasskeyTrouble): { readonly title: string; readonly text: string } {
  return trouble === 'address' ? texts.trouble.address(location.host) : texts.trouble[trouble]
}

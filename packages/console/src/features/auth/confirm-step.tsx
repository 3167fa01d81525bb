import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/states.tsx'
import { CodeForm } from './code-form.tsx'
import styles from './form.module.css'
import { type Confirmation, firstUsable, knownMethods } from './methods.ts'
import { PasskeyConfirm } from './passkey-confirm.tsx'
import { texts } from './texts.ts'

export interface ConfirmStepProps extends Confirmation {
  /** In the server's order of preference. */
  readonly offered: readonly string[]
  /** What leaving is called; it leads to the start. */
  readonly back?: string
}

/** The second factor: the best that can be used here, and the others a click away. What was typed stays. */
export function ConfirmStep({ offered, back = texts.code.back, ...props }: ConfirmStepProps) {
  const known = knownMethods(offered)
  const [chosen, setChosen] = useState(() => firstUsable(known)?.id)
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const current = known.find(({ id }) => id === chosen)
  const others = known.filter(({ id }) => id !== chosen)

  return (
    <div className={styles.form}>
      {current === undefined && <Note tone="report">{texts.code.none}</Note>}
      {current?.method.kind === 'passkey' && <PasskeyConfirm {...props} />}
      {current?.method.kind === 'code' && (
        <CodeForm
          key={current.id}
          {...props}
          method={current.method}
          code={typed[current.id] ?? ''}
          onCode={(code) => setTyped({ ...typed, [current.id]: code })}
        />
      )}
      {others.length > 0 && (
        <div className={styles.others} role="group" aria-label={texts.code.others}>
          {others.map(({ id, method: { icon: Icon, choice } }) => (
            <Button key={id} wide icon={<Icon size={16} aria-hidden />} onClick={() => setChosen(id)}>
              {choice}
            </Button>
          ))}
        </div>
      )}
      <button type="button" className={styles.back} onClick={() => props.onStep({ at: 'start' })}>
        {back}
      </button>
    </div>
  )
}

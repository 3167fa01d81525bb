import { CircleAlert } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId, useState } from 'react'
import styles from './field.module.css'
import { texts } from './texts.ts'

export interface FieldProps {
  readonly label: string
  /** Stands below the control, always. */
  readonly hint?: ReactNode
  /** What is wrong and what to do. */
  readonly error?: string | undefined
  readonly optional?: string
}

type Described = FieldProps & {
  readonly children: (control: {
    id: string
    'aria-invalid': true | undefined
    'aria-describedby': string | undefined
  }) => ReactNode
}

function Field({ label, hint, error, optional, children }: Described) {
  const id = useId()
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
        {optional && <span className={styles.optional}>{optional}</span>}
      </label>
      {children({ id, 'aria-invalid': error ? true : undefined, 'aria-describedby': described || undefined })}
      {error && (
        <p className={styles.error} id={`${id}-error`}>
          <CircleAlert size={14} aria-hidden />
          {error}
        </p>
      )}
      {hint && (
        <div className={styles.hint} id={`${id}-hint`}>
          {hint}
        </div>
      )}
    </div>
  )
}

export function TextField({ label, hint, error, optional, ...input }: FieldProps & ComponentProps<'input'>) {
  return (
    <Field label={label} hint={hint} {...(optional && { optional })} error={error}>
      {(control) => <input {...input} {...control} className={styles.input} />}
    </Field>
  )
}

/** Can be shown: a long password typed blind is a short password chosen. */
export function PasswordField({ label, hint, error, ...input }: FieldProps & ComponentProps<'input'>) {
  const [shown, setShown] = useState(false)
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <div className={styles.beside}>
          <input {...input} {...control} className={styles.input} type={shown ? 'text' : 'password'} />
          <button
            type="button"
            className={styles.reveal}
            aria-pressed={shown}
            aria-controls={control.id}
            onClick={() => {
              setShown(!shown)
            }}
          >
            {shown ? texts.hidePassword : texts.showPassword}
          </button>
        </div>
      )}
    </Field>
  )
}

export function TextArea({ label, hint, error, optional, ...area }: FieldProps & ComponentProps<'textarea'>) {
  return (
    <Field label={label} hint={hint} {...(optional && { optional })} error={error}>
      {(control) => <textarea rows={3} {...area} {...control} className={styles.area} />}
    </Field>
  )
}

export function Tick({
  label,
  ...input
}: { readonly label: ReactNode } & Omit<ComponentProps<'input'>, 'type'>) {
  return (
    <label className={styles.tick}>
      <input {...input} type="checkbox" />
      <span>{label}</span>
    </label>
  )
}

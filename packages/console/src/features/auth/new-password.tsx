import type { ProblemError } from '@sallyport/client'
import { PasswordField } from '../../ui/field.tsx'
import styles from './new-password.module.css'
import { texts } from './texts.ts'
import { fieldError } from './use-attempt.ts'

/** What a password needs alone, and beside a second factor. */
const lengthAlone = 15
export const lengthBeside = 8

/** In characters as the server counts them: code points, not UTF-16's halves. */
function lengthOf(password: string): number {
  return Array.from(password).length
}

/** Why this password can't be sent yet. */
export function tooShort(password: string, least = lengthAlone): string | undefined {
  return lengthOf(password) < least ? texts.password.rule(least) : undefined
}

/** What the server says against it. */
export function passwordError(error: ProblemError | undefined): string | undefined {
  return (
    fieldError(error, 'password') ??
    fieldError(error, 'new') ??
    (error?.code === 'password-refused' ? error.problem.detail : undefined)
  )
}

export interface NewPasswordProps {
  readonly label?: string
  readonly least?: number
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (value: string) => void
}

/** Length is the rule, and it is seen to be met while one types. The server judges the rest. */
export function NewPassword({
  label = texts.signIn.password,
  least = lengthAlone,
  value,
  error,
  onChange,
}: NewPasswordProps) {
  const length = lengthOf(value)
  const enough = length >= least
  return (
    <PasswordField
      label={label}
      name="new-password"
      autoComplete="new-password"
      required
      value={value}
      error={error}
      onChange={(event) => onChange(event.target.value)}
      hint={
        <span className={styles.hint}>
          <span className={styles.bar} aria-hidden="true">
            <span
              className={enough ? styles.enough : styles.filling}
              style={{ width: `${Math.min(100, (length / least) * 100)}%` }}
            />
          </span>
          <span>
            {length === 0
              ? texts.password.rule(least)
              : enough
                ? texts.password.enough(length)
                : texts.password.missing(least - length)}
          </span>
        </span>
      }
    />
  )
}

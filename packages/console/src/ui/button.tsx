import { LoaderCircle } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import styles from './button.module.css'
import { classNames } from './class-names.ts'
import { Hint } from './hint.tsx'

export interface ButtonLook {
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger'
  readonly size?: 'regular' | 'small'
  readonly wide?: boolean
}

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled'>, ButtonLook {
  readonly icon?: ReactNode
  /** Work is under way: the button keeps its words, turns, and doesn't answer. */
  readonly busy?: boolean
  /** Why it can't be pressed now. A disabled button always says so, to the pointer, the keyboard and a screen reader. */
  readonly disabledReason?: string | undefined
}

export function Button({ variant, size, wide, icon, busy, disabledReason, children, ...props }: ButtonProps) {
  const inert = busy === true || disabledReason !== undefined
  const button = (
    <button
      type="button"
      {...props}
      className={classNames(buttonClass({ ...look({ variant, size, wide }) }), props.className)}
      aria-disabled={inert || undefined}
      aria-busy={busy || undefined}
      aria-description={disabledReason ?? props['aria-description']}
      onClick={(event) => {
        if (inert) event.preventDefault()
        else props.onClick?.(event)
      }}
    >
      {busy ? <LoaderCircle className={styles.turning} size={16} aria-hidden /> : icon}
      {children}
    </button>
  )
  return disabledReason === undefined ? (
    button
  ) : (
    <Hint text={disabledReason} {...(wide && { wide })}>
      {button}
    </Hint>
  )
}

/** The same look for a link. */
export function buttonClass({ variant = 'secondary', size = 'regular', wide = false }: ButtonLook): string {
  return classNames(styles.button, styles[variant], size === 'small' && styles.small, wide && styles.wide)
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'aria-label' | 'icon' | 'wide'> {
  readonly label: string
  readonly children: ReactNode
  /** Without the words on hover, where the thing beside it says them already. */
  readonly plain?: boolean
}

export function IconButton({ label, children, plain, ...props }: IconButtonProps) {
  const button = (
    <Button
      variant="quiet"
      {...props}
      className={classNames(styles.icon, props.className)}
      aria-label={label}
    >
      {!props.busy && children}
    </Button>
  )
  return (plain ?? props.disabledReason !== undefined) ? button : <Hint text={label}>{button}</Hint>
}

function look({
  variant,
  size,
  wide,
}: { [Key in keyof ButtonLook]: ButtonLook[Key] | undefined }): ButtonLook {
  return { ...(variant && { variant }), ...(size && { size }), ...(wide && { wide }) }
}

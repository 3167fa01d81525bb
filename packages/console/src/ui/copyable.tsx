import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button, type ButtonLook } from './button.tsx'
import { classNames } from './class-names.ts'
import styles from './copyable.module.css'
import { texts } from './texts.ts'

export interface CopyableProps {
  readonly value: string
  /** What it is, for the screen reader: "id". */
  readonly thing: string
  /** What is shown, when the value is too long for its place. */
  readonly short?: string
  readonly wrap?: boolean
}

/** An id, a secret, an address: monospaced, copied by a click. */
export function Copyable({ value, thing, short, wrap }: CopyableProps) {
  const { copied, copy } = useCopy(value)
  return (
    <button
      type="button"
      className={classNames(styles.copyable, wrap && styles.wrap)}
      aria-label={`${texts.copyThing(thing)} ${value}`}
      title={value}
      onClick={copy}
    >
      <span className={styles.value}>{short ?? value}</span>
      {copied ? <Check size={13} aria-hidden className={styles.done} /> : <Copy size={13} aria-hidden />}
      {copied && (
        <span className={styles.told} role="status">
          {texts.copied}
        </span>
      )}
    </button>
  )
}

export function CopyButton({
  value,
  children,
  ...look
}: { readonly value: string; readonly children: string } & ButtonLook) {
  const { copied, copy } = useCopy(value)
  return (
    <>
      <Button
        {...look}
        icon={
          copied ? <Check size={16} aria-hidden className={styles.done} /> : <Copy size={16} aria-hidden />
        }
        onClick={copy}
      >
        {copied ? texts.copied : children}
      </Button>
      <span className={styles.told} role="status">
        {copied ? texts.copied : ''}
      </span>
    </>
  )
}

function useCopy(value: string) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1_600)
    return () => {
      clearTimeout(timer)
    }
  }, [copied])
  const copy = () => {
    void navigator.clipboard.writeText(value).then(() => setCopied(true))
  }
  return { copied, copy }
}

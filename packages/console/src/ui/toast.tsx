import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { IconButton } from './button.tsx'
import { classNames } from './class-names.ts'
import { texts } from './texts.ts'
import { dismiss, type Toast, toasts } from './toasts.ts'
import styles from './toast.module.css'

/** Where toasts stand: once, at the root. */
export function Toaster() {
  const all = useSyncExternalStore(toasts.subscribe, toasts.current)
  return (
    <section
      className={styles.stack}
      aria-label={texts.notifications}
      aria-live="polite"
      aria-relevant="additions"
    >
      {all.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  )
}

function ToastCard({ toast }: { readonly toast: Toast }) {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => dismiss(toast.id), toast.action ? 10_000 : 6_000)
    return () => {
      clearTimeout(timer)
    }
  }, [held, toast])
  const Icon = toast.tone === 'deny' ? CircleAlert : CircleCheck
  return (
    <div
      className={styles.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon
        size={16}
        aria-hidden
        className={classNames(toast.tone === 'deny' ? styles.deny : styles.allow)}
      />
      <p className={styles.text}>{toast.text}</p>
      {toast.action && (
        <button
          type="button"
          className={styles.action}
          onClick={() => {
            toast.action?.run()
            dismiss(toast.id)
          }}
        >
          {toast.action.label}
        </button>
      )}
      <IconButton label={texts.dismiss} size="small" plain onClick={() => dismiss(toast.id)}>
        <X size={14} aria-hidden />
      </IconButton>
    </div>
  )
}

import { type ReactNode, useEffect, useRef } from 'react'
import { arrival } from '../../ui/arrival.ts'
import { LanguageChoice } from '../../ui/language-choice.tsx'
import { Mark } from '../../ui/mark.tsx'
import styles from './auth-frame.module.css'

export interface AuthFrameProps {
  readonly title: string
  readonly lead?: ReactNode
  readonly children: ReactNode
}

/** The frame of every page before one is signed in: one column to read, and the gates beside it. */
export function AuthFrame({ title, lead, children }: AuthFrameProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => arrival.focus(heading.current), [title])
  return (
    <div className={styles.frame}>
      <title>{`${title} · Sallyport`}</title>
      <main className={styles.main} id="main">
        <div className={styles.brand}>
          <Mark size={28} />
          Sallyport
          <LanguageChoice />
        </div>
        <div className={styles.column}>
          <header className={styles.header}>
            <h1 ref={heading} className={styles.title} tabIndex={-1}>
              {title}
            </h1>
            {lead && <p className={styles.lead}>{lead}</p>}
          </header>
          {children}
        </div>
      </main>
      <Gates />
    </div>
  )
}

/** Gate behind gate: what a sallyport is. */
function Gates() {
  return (
    <div className={styles.gates} aria-hidden="true">
      <svg viewBox="0 0 640 800" preserveAspectRatio="xMidYMax slice">
        {[300, 248, 202, 161, 125, 93, 65].map((half, index) => {
          const spring = 330 + index * 42
          return (
            <path
              key={half}
              style={{ opacity: 0.35 + index * 0.09 }}
              d={`M${320 - half} 801V${spring}a${half} ${half} 0 0 1 ${half * 2} 0V801`}
            />
          )
        })}
        <path className={styles.light} d="M282 801V600a38 38 0 0 1 76 0V801z" />
      </svg>
    </div>
  )
}

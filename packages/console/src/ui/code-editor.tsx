import { type ChangeEvent, type KeyboardEvent, useImperativeHandle, useRef, type Ref } from 'react'
import { classNames } from './class-names.ts'
import styles from './code-editor.module.css'
import { JsonText } from './json-view.tsx'
import { texts } from './texts.ts'

export interface CodeEditorHandle {
  /** Puts the cursor there and shows it. */
  goToLine: (line: number) => void
  focus: () => void
}

export interface CodeEditorProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** Lines with something wrong, and what. */
  readonly marks?: ReadonlyMap<number, string>
  readonly describedBy?: string
  readonly onSave?: () => void
  readonly handle?: Ref<CodeEditorHandle>
}

/** A text area with line numbers and light colours. It grows with its text; the page scrolls. */
export function CodeEditor({ label, value, onChange, marks, describedBy, onSave, handle }: CodeEditorProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  useImperativeHandle(handle, () => ({
    focus: () => area.current?.focus(),
    goToLine: (line) => {
      const text = area.current
      if (!text) return
      const lines = text.value.split('\n')
      const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
      text.focus()
      text.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0))
    },
  }))
  const lines = value.split('\n')
  const pressed = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if ((event.metaKey || event.ctrlKey) && (event.key === 's' || event.key === 'Enter')) {
      event.preventDefault()
      onSave?.()
    }
    if (event.key === 'Enter' && !event.metaKey && !event.ctrlKey && !event.shiftKey) keepIndent(event)
  }
  return (
    <div className={styles.frame}>
      <div className={styles.numbers} aria-hidden="true">
        {lines.map((_, index) => (
          <span key={index} className={classNames(styles.number, marks?.has(index + 1) && styles.marked)}>
            {index + 1}
          </span>
        ))}
      </div>
      <div className={styles.scroll}>
        <div className={styles.sheet}>
          <pre className={styles.colours} aria-hidden="true">
            <JsonText text={value} />
            {'\n'}
          </pre>
          <textarea
            ref={area}
            className={styles.area}
            aria-label={label}
            aria-describedby={describedBy}
            aria-invalid={(marks?.size ?? 0) > 0 || undefined}
            value={value}
            rows={lines.length}
            wrap="off"
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            autoCorrect="off"
            title={texts.tabToLeave}
            onChange={(event: ChangeEvent<HTMLTextAreaElement>) => onChange(event.target.value)}
            onKeyDown={pressed}
          />
        </div>
      </div>
    </div>
  )
}

/** A new line begins where the one above did, one step further in after an opening bracket. */
function keepIndent(event: KeyboardEvent<HTMLTextAreaElement>): void {
  const { value, selectionStart } = event.currentTarget
  const line = value.slice(value.lastIndexOf('\n', selectionStart - 1) + 1, selectionStart)
  const indent = (/^ */.exec(line)?.[0] ?? '') + (/[[{]\s*$/.test(line) ? '  ' : '')
  if (indent === '') return
  event.preventDefault()
  // Deprecated, and the only way of writing that the browser's own undo remembers.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  document.execCommand('insertText', false, `\n${indent}`)
}

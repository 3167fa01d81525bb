import { ProblemError } from '@sallyport/client'
import { CircleCheck } from 'lucide-react'
import { type ReactNode, useDeferredValue, useId, useMemo, useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { CodeEditor, type CodeEditorHandle } from '../../ui/code-editor.tsx'
import { lineOf, parseJson } from '../../ui/json-text.ts'
import { Note, Trouble } from '../../ui/states.tsx'
import styles from './policy-editor.module.css'
import { sentencesOf } from './sentences.ts'
import { StatementList } from './statement-list.tsx'
import { texts } from './texts.ts'
import { type Fault, faultsOf, useFaults } from './use-faults.ts'

export interface PolicyEditorProps {
  readonly text: string
  readonly onChange: (text: string) => void
  /** The text as an object, for whom it is one. */
  readonly onSave: (value: Readonly<Record<string, unknown>>) => void
  readonly saving: boolean
  /** What the server said to the last attempt, and the text it said it about. */
  readonly refused: { readonly error: Error; readonly text: string } | undefined
  /** Why saving makes no sense at all now, whatever is typed. */
  readonly blocked?: string | undefined
  readonly saveLabel: string
  readonly above?: ReactNode
  /** Beside the button that saves. */
  readonly beside?: ReactNode
  readonly cancel: ReactNode
}

/** The text on one side, what it says in words on the other, and what is still to settle. */
export function PolicyEditor({ text, onChange, onSave, refused, ...props }: PolicyEditorProps) {
  const editor = useRef<CodeEditorHandle>(null)
  const faultsId = useId()
  const calm = useDeferredValue(text)
  const parsed = useMemo(() => parseJson(calm), [calm])
  const value = parsed.ok && isRecord(parsed.value) ? parsed.value : undefined
  const live = useFaults(value)

  // What the server said counts until the text is another.
  const told = useMemo(() => (refused?.text === text ? faultsOf(refused.error) : []), [refused, text])
  const faults = told.length > 0 ? told : live
  const marks = useMemo(
    () =>
      new Map(
        parsed.ok
          ? faults.map(({ path, message }) => [lineOf(calm, path) ?? 1, message])
          : [[parsed.line, parsed.message]],
      ),
    [calm, parsed, faults],
  )

  const save = () => {
    const now = parseJson(text)
    if (now.ok && isRecord(now.value) && !props.saving && props.blocked === undefined) onSave(now.value)
  }
  const trouble =
    refused !== undefined && told.length === 0 && refused.text === text ? refused.error : undefined

  return (
    <div className={styles.editor}>
      <div className={styles.text}>
        {props.above}
        <CodeEditor
          handle={editor}
          label={texts.editor.label}
          value={text}
          marks={marks}
          describedBy={faultsId}
          onChange={onChange}
          onSave={save}
        />
      </div>
      <div className={styles.meaning}>
        <section aria-labelledby={`${faultsId}-preview`}>
          <h2 className={styles.title} id={`${faultsId}-preview`}>
            {texts.editor.preview}
          </h2>
          <Preview value={value} />
        </section>
        <section id={faultsId} aria-live="polite">
          {!parsed.ok && (
            <Note tone="report" title={texts.editor.notJson}>
              {parsed.message}{' '}
              <LineButton line={parsed.line} onGo={(line) => editor.current?.goToLine(line)} />
            </Note>
          )}
          {parsed.ok && (
            <FaultList
              faults={faults}
              text={calm}
              saved={told.length > 0}
              onGo={(line) => editor.current?.goToLine(line)}
            />
          )}
        </section>
        {trouble && (
          <Trouble
            title={texts.editor.trouble}
            detail={trouble.message}
            requestId={trouble instanceof ProblemError ? trouble.requestId : undefined}
          />
        )}
      </div>
      <div className={styles.actions}>
        {props.beside}
        <div className={styles.buttons}>
          {props.cancel}
          <Button
            variant="primary"
            busy={props.saving}
            disabledReason={props.blocked ?? (parsed.ok ? undefined : texts.editor.notJsonReason)}
            onClick={save}
          >
            {props.saveLabel}
          </Button>
        </div>
      </div>
    </div>
  )
}

function Preview({ value }: { readonly value: Readonly<Record<string, unknown>> | undefined }) {
  const sentences = value && sentencesOf(value)
  if (!value || !sentences) return <p className={styles.hint}>{texts.editor.previewBroken}</p>
  if (sentences.length === 0) return <p className={styles.hint}>{texts.editor.previewEmpty}</p>
  return <StatementList policy={value} compact />
}

interface FaultListProps {
  readonly faults: readonly Fault[]
  readonly text: string
  readonly saved: boolean
  readonly onGo: (line: number) => void
}

function FaultList({ faults, text, saved, onGo }: FaultListProps) {
  if (faults.length === 0) {
    return (
      <p className={styles.fits}>
        <CircleCheck size={16} aria-hidden />
        {texts.editor.fits}
      </p>
    )
  }
  return (
    <Note tone={saved ? 'deny' : 'report'} title={texts.editor.faults(faults.length)}>
      <p>{saved ? texts.editor.faultsSaved : texts.editor.faultsLive}</p>
      <ul className={styles.faults}>
        {faults.map(({ path, message }, index) => (
          <li key={index} className={styles.fault}>
            <code className={styles.path}>{path === '' ? texts.editor.whole : path}</code>
            <span>
              {message} <LineButton line={lineOf(text, path) ?? 1} onGo={onGo} />
            </span>
          </li>
        ))}
      </ul>
    </Note>
  )
}

function LineButton({ line, onGo }: { readonly line: number; readonly onGo: (line: number) => void }) {
  return (
    <button type="button" className={styles.line} onClick={() => onGo(line)}>
      {texts.editor.line(line)}
    </button>
  )
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

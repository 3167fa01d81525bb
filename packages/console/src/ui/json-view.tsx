import { formatJson, tokens } from './json-text.ts'
import styles from './json-view.module.css'

/** JSON as text in light colours; nothing but spans, so that it can be selected, searched and printed. */
export function JsonText({ text }: { readonly text: string }) {
  return tokens(text).map((token, index) =>
    token.kind === 'space' ? (
      token.text
    ) : (
      <span key={index} className={styles[token.kind]}>
        {token.text}
      </span>
    ),
  )
}

export function JsonView({ value, label }: { readonly value: unknown; readonly label: string }) {
  return (
    <pre className={styles.view} tabIndex={0} role="region" aria-label={label}>
      <JsonText text={formatJson(value)} />
    </pre>
  )
}

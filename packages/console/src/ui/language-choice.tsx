import { language, languageNames, type Language, setLanguage } from './language.ts'
import styles from './language-choice.module.css'
import { texts } from './texts.ts'

/** Every language by its own name; choosing one loads the page anew. */
export function LanguageChoice() {
  return (
    <ul className={styles.choice} aria-label={texts.language}>
      {(Object.keys(languageNames) as Language[]).map((one) => (
        <li key={one}>
          <button
            type="button"
            lang={one}
            aria-current={one === language || undefined}
            className={styles.language}
            onClick={() => one !== language && setLanguage(one)}
          >
            {languageNames[one]}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** The languages of the console, with the locale that words its dates and numbers. */
export const languages = { en: 'en-GB', es: 'es-ES' } as const
export type Language = keyof typeof languages
/** As each calls itself: whoever looks for theirs may not read the other. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', es: 'Español' }

const key = 'sallyport.language'

/** Chosen by hand, else the first of the browser's that the console speaks, else English. Fixed until the page is loaded anew. */
export const language: Language = chosen()
export const locale = languages[language]

function chosen(): Language {
  const { localStorage: storage, navigator: browser } = globalThis as Partial<typeof globalThis>
  const wishes = [storage?.getItem(key), ...(browser?.languages ?? [])]
  return wishes.map((wish) => wish?.slice(0, 2)).find(isLanguage) ?? 'en'
}

function isLanguage(word: string | undefined): word is Language {
  return word !== undefined && Object.hasOwn(languages, word)
}

/** Texts are chosen when their modules load, so another language is another load of the page. */
export function setLanguage(next: Language): void {
  localStorage.setItem(key, next)
  location.reload()
}

const translations: Record<string, unknown> = {}
const taken = new Set<string>()

/** Called before the catalogues of these names are loaded: a text that was taken before would stay in English. */
export function speak(catalogues: Readonly<Record<string, unknown>>): void {
  const late = Object.keys(catalogues).filter((name) => taken.has(name) && !Object.hasOwn(translations, name))
  if (late.length > 0) throw new Error(`These texts were taken before the language came: ${late.join(', ')}`)
  Object.assign(translations, catalogues)
}

/**
 * The texts of one noun, written in English: `export const texts = catalogue('policies', { … })`. Another language has
 * the same shape in `texts.<language>.ts` beside it, in one of the parts of `src/app/worded.ts` or around every page.
 */
export function catalogue<Texts>(name: string, english: Texts): Texts {
  taken.add(name)
  return (translations[name] as Texts | undefined) ?? english
}

/** "1 person", "2 people", "1,204 people". */
export function count(number: number, one: string, many: string): string {
  return `${format(number)} ${number === 1 ? one : many}`
}

export function format(number: number): string {
  return new Intl.NumberFormat(locale).format(number)
}

/** "a", "a and b", "a, b and c". */
export function list(words: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string {
  return new Intl.ListFormat(locale, { type }).format(words)
}

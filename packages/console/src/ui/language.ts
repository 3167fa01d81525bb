/** The languages the console can speak; a catalogue may lag behind and falls back to English. */
export type Language = 'en' | 'es'

export const language: Language = 'en'

/** The texts of one noun: `export const texts = catalogue({ en: { … } })`. */
export function catalogue<Texts>(languages: { en: Texts } & Partial<Record<Language, Texts>>): Texts {
  return languages[language] ?? languages.en
}

/** "1 person", "2 people", "1,204 people". */
export function count(number: number, one: string, many: string): string {
  return `${format(number)} ${number === 1 ? one : many}`
}

export function format(number: number): string {
  return new Intl.NumberFormat(language).format(number)
}

/** "a", "a and b", "a, b and c". */
export function list(words: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string {
  return new Intl.ListFormat(`${language}-GB`, { type }).format(words)
}

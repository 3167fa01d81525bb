import { language, speak } from './ui/language.ts'

// Every module takes its texts when it loads, so the language comes before all of them.
document.documentElement.lang = language
if (language === 'es') speak((await import('./app/spanish.ts')).catalogues)
await import('./start.tsx')

import { spanish as users } from './texts.es.ts'

export const catalogues = { users }

import { spanish as tokens } from './texts.es.ts'

export const catalogues = { tokens }

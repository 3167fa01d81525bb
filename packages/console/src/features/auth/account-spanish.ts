import { spanish as account } from './account-texts.es.ts'

export const catalogues = { 'auth-account': account }

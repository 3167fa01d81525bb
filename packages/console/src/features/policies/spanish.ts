import { spanish as sentences } from '@sallyport/engine/spanish'
import { spanish as examples } from './example-texts.es.ts'
import { spanish as policies } from './texts.es.ts'

export const catalogues = { policies, 'policy-examples': examples, 'policy-sentences': sentences }

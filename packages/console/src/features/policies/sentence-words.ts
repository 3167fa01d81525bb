import { english, type Words } from '@sallyport/engine'
import { catalogue } from '../../ui/language.ts'

/** The engine's words for policies: its English, or another language that it has an entry for. */
export const texts = catalogue<Words>('policy-sentences', english)

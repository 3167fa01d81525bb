import { spanish as passkey } from './passkey-texts.es.ts'
import { spanish as reset } from './reset-texts.es.ts'
import { spanish as auth } from './texts.es.ts'

export const catalogues = { auth, 'auth-passkey': passkey, 'auth-reset': reset }

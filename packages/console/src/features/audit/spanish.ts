import { spanish as actions } from './action-texts.es.ts'
import { spanish as faults } from './fault-texts.es.ts'
import { spanish as audit } from './texts.es.ts'

export const catalogues = { audit, 'audit-actions': actions, 'audit-faults': faults }

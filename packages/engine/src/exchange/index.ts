export { exportLadon } from './export-ladon.ts'
export type { LadonExport, LadonPolicy } from './export-ladon.ts'
export { importFormats, importPolicies } from './import-policies.ts'
export type { ImportFormat } from './import-policies.ts'
export type { ImportOptions } from './intake.ts'
export type { LadonCondition } from './ladon-forms.ts'
export { packs } from './packs/packs.ts'
export type { Pack, PackName } from './packs/packs.ts'
export type {
  Carried, Changed, ExchangeReport, ExportReport, ImportReport, ImportResult, NotCarried,
} from './report.ts' // prettier-ignore

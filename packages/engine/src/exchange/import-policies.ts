import type { Json } from '../model.ts'
import { plain, type Trouble } from '../plain.ts'
import { importLimits } from './bounds.ts'
import { readCells } from './cells.ts'
import { type ImportOptions, Intake } from './intake.ts'
import { readLadon } from './ladon.ts'
import { readMyrmex } from './myrmex.ts'
import { readNeosc } from './neosc.ts'
import type { ImportResult, NotCarried } from './report.ts'

const formats = {
  ladon: readLadon,
  cells: readCells,
  myrmex: readMyrmex,
  neosc: readNeosc,
} satisfies { readonly [format: string]: (intake: Intake) => void }

/** The name of a format that can be imported. */
export type ImportFormat = keyof typeof formats
/** The formats that `importPolicies` reads. */
export const importFormats = Object.keys(formats) as readonly ImportFormat[]

/**
 * Turns policies of another system into ours, with a report of what became of each member of the input. Never throws:
 * what can't be read is in the report, with its path and why.
 */
export function importPolicies(
  format: ImportFormat,
  json: unknown,
  options: ImportOptions = {},
): ImportResult {
  if (!Object.hasOwn(formats, format)) {
    return refused([{ path: '', why: `The format must be one of ${importFormats.join(', ')}.` }])
  }
  const troubles: NotCarried[] = []
  const input = read(json, troubles)
  if (input === undefined || troubles.length > 0) return refused(troubles)
  const intake = new Intake(input, options)
  formats[format](intake)
  return intake.result
}

function read(json: unknown, troubles: NotCarried[]): Json | undefined {
  try {
    return plain(json, importLimits, (path, trouble) => {
      if (troubles.length < 100) troubles.push({ path, why: reasons[trouble] })
    })
  } catch {
    // Only a proxy can throw here.
    troubles.push({ path: '', why: 'It can’t be read.' })
    return undefined
  }
}

const reasons: { readonly [trouble in Trouble]: string } = {
  too_deep: `It is nested deeper than ${importLimits.depth} levels, so nothing was imported.`,
  too_many: `There are more than ${importLimits.values} values, so nothing was imported.`,
  not_json: 'It is no JSON, so nothing was imported.',
  bad_text:
    'It holds characters that can’t be stored (NUL or half a surrogate pair), so nothing was imported.',
}

function refused(not_carried: readonly NotCarried[]): ImportResult {
  return { policies: [], report: { carried: [], changed: [], not_carried } }
}

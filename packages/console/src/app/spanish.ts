import { spanish as changes } from '../ui/change-texts.es.ts'
import { spanish as chart } from '../ui/chart-texts.es.ts'

/** The Spanish of every noun, by the name of its catalogue. What is not here is shown in English. */
export const catalogues = {
  changes,
  chart,
}

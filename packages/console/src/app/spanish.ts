import { spanish as api } from '../api/texts.es.ts'
import { spanish as changes } from '../ui/change-texts.es.ts'
import { spanish as chart } from '../ui/chart-texts.es.ts'
import { spanish as ui } from '../ui/texts.es.ts'
import { spanish as app } from './texts.es.ts'

/** The Spanish of what is around every page, by the name of its catalogue. That of the pages comes with them. */
export const catalogues = { api, app, changes, chart, ui }

import type { texts } from './change-texts.ts'
import { count } from './language.ts'

export const spanish: typeof texts = {
  became: 'pasa a ser',
  removed: 'eliminado',
  more: (more) => count(more, 'cambio más', 'cambios más'),
}

import type { texts } from './texts.ts'

export const spanish: typeof texts = {
  needs: (permission) => `Hace falta el permiso ${permission}, que ninguno de sus roles concede.`,
}

import type { texts } from './chart-texts.ts'
import { count, format } from './language.ts'

export const spanish: typeof texts = {
  keys: 'Las flechas llevan de una barra a otra.',
  keysToSelect:
    'Las flechas llevan de una barra a otra y, con Mayús, eligen varias; Intro muestra lo elegido, Esc lo suelta.',
  valueOf: (series, value) => `${series}: ${format(value)}`,
  chosen: (bars, first, last) => `${count(bars, 'barra elegida', 'barras elegidas')}, de ${first} a ${last}`,
  asTable: 'Como tabla',
  total: 'Total',
}

import { count } from '../ui/language.ts'
import type { texts } from './overview-texts.ts'

export const spanish: typeof texts = {
  title: 'Resumen',
  attention: {
    title: 'Necesita atención',
    nothing: 'Nada necesita atención',
    looking: 'Mirándolo todo',
    things: (things) => `${count(things, 'cosa', 'cosas')} que atender`,
    checked: 'Comprobado',
    order: 'En orden',
    notLooked: 'No se ha podido mirar todo',
  },
}

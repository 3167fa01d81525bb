import { format } from '../../ui/language.ts'
import type { texts } from './fault-texts.ts'

export const spanish: typeof texts = {
  changed: (seq) => `La entrada ${format(seq)} se ha cambiado: su contenido no da su hash`,
  replaced: (seq) =>
    `La entrada ${format(seq)} no se apoya en la entrada ${format(seq - 1)}: una de las dos se ha sustituido`,
  missing: (seq, through) =>
    seq === through
      ? `Falta la entrada ${format(seq)}`
      : `Faltan las entradas ${format(seq)} a ${format(through)}`,
  'behind-end': (seq) => `La entrada ${format(seq)} está detrás del final anotado del registro`,
  end: (seq) => `La anotación del final del registro no cuadra con la entrada ${format(seq)}`,
  seal: () =>
    'El sello del final del registro no es nuestro: alguien que podía escribir en la base de datos, pero no tiene la clave maestra, cortó el final o reescribió el registro',
}

import { count, format, list } from '../../ui/language.ts'
import type { texts } from './overview-texts.ts'

const people = (number: number) => count(number, 'persona', 'personas')

export const spanish: typeof texts = {
  failed: 'Las cuentas no se han podido leer',
  withoutFactor: {
    title: (some, all) =>
      `${format(some)} de ${people(all)} no ${some === 1 ? 'tiene' : 'tienen'} segundo factor`,
    why: (names) => `Quien averigüe la contraseña de ${list(names, 'disjunction')} puede entrar en su lugar.`,
  },
  phishable: {
    title: (some, all) =>
      `${format(some)} de ${people(all)} ${some === 1 ? 'inicia' : 'inician'} sesión sin llave de acceso`,
    why: (names) =>
      `Una página falsa puede pedir una contraseña y un código, pero no una llave de acceso: ${list(names)}.`,
  },
  locked: {
    title: (some) => count(some, 'cuenta está bloqueada', 'cuentas están bloqueadas'),
    why: (names) =>
      `Han fallado demasiados intentos: puede que alguien esté adivinando la contraseña de ${list(names)}.`,
  },
  others: (others) => count(others, 'más', 'más'),
  see: 'Ver quién',
  fine: {
    passkeys: (people) =>
      people === 1
        ? 'La única persona activa tiene llave de acceso.'
        : `Las ${format(people)} personas activas tienen llave de acceso.`,
    locks: 'Ninguna cuenta está bloqueada.',
    some: (users) => `De las cuentas se han mirado las ${format(users)} más nuevas.`,
  },
  live: {
    title: 'Ahora mismo',
    failed: 'Las sesiones abiertas no se han podido contar',
    sessions: (sessions) => (sessions === 1 ? 'sesión abierta' : 'sesiones abiertas'),
    of: (some) => `de ${people(some)}`,
    least: 'Como mínimo: solo se han contado las cuentas más nuevas.',
    action: 'Ver las cuentas',
  },
}

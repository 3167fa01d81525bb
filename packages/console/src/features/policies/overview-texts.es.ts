import { count, list } from '../../ui/language.ts'
import type { texts } from './overview-texts.ts'

export const spanish: typeof texts = {
  failed: 'Las políticas no se han podido leer',
  criticalOff: {
    one: (name) => `${name} está desactivada`,
    many: (policies) =>
      count(policies, 'política crítica está desactivada', 'políticas críticas están desactivadas'),
    whyOne: (rules) =>
      rules.length === 0
        ? 'Es crítica y no se aplica nada de ella.'
        : `Es crítica y no se aplica nada de ella: ${rules.map((rule) => `«${rule}»`).join(', ')}.`,
    why: (names) => `No se aplica nada de ellas: ${list(names)}.`,
    action: 'Revisar y activar',
  },
  off: {
    one: (name) => `${name} está desactivada`,
    many: (policies) => count(policies, 'política está desactivada', 'políticas están desactivadas'),
    why: (names) =>
      names.length === 1
        ? 'Está escrita y no aplica nada: actívela, o elimínela si ya no hace falta.'
        : `Están escritas y no aplican nada: ${list(names)}.`,
  },
  ended: {
    one: (name) => `${name} ha terminado`,
    many: (policies) => count(policies, 'política ha terminado', 'políticas han terminado'),
    whyOne: (since) => `Está activada, pero su plazo terminó ${since}: no decide nada.`,
    why: (names) => `Están activadas, pero su plazo ha terminado: ${list(names)} no deciden nada.`,
    action: 'Cambiar su plazo',
  },
  ending: {
    one: (name, when) => `${name} termina ${when}`,
    many: (policies) => `${count(policies, 'política termina', 'políticas terminan')} en menos de una semana`,
    whyOne: 'Desde entonces no decide nada, sin que nadie la desactive.',
    why: (names) => `Después no deciden nada, sin que nadie las desactive: ${list(names)}.`,
    action: 'Cambiar su plazo',
  },
  onlyReporting: {
    one: (name) => `${name} solo informa`,
    many: (policies) => count(policies, 'política solo informa', 'políticas solo informan'),
    whyOne: (since) =>
      `No decide nada, y se cambió por última vez ${since}: aplíquela, o elimínela cuando el registro haya dicho bastante.`,
    why: (names) => `No deciden nada, y nadie las ha cambiado en dos semanas: ${list(names)}.`,
    action: 'Abrir la política',
  },
  see: 'Verlas',
  open: 'Abrir la política',
  others: (others) => count(others, 'más', 'más'),
  fine: {
    on: (policies) => `${count(policies, 'política está activada', 'políticas están activadas')}.`,
    time: 'Ninguna política termina en menos de una semana.',
    reports: 'Ninguna política lleva dos semanas solo informando.',
  },
}

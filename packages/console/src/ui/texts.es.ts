import type { texts } from './texts.ts'

export const spanish: typeof texts = {
  cancel: 'Cancelar',
  close: 'Cerrar',
  copied: 'Copiado',
  copy: 'Copiar',
  copyThing: (thing) => `Copiar ${thing}`,
  justNow: 'ahora mismo',
  language: 'Idioma',
  discard: 'Descartar',
  dismiss: 'Quitar el aviso',
  loading: 'Cargando',
  notifications: 'Avisos',
  requestId: 'Petición',
  notCurrent: (at) => `El servidor no ha respondido. Esto es del ${at}; la consola sigue intentándolo.`,
  retry: 'Reintentar',
  showPassword: 'Mostrar',
  hidePassword: 'Ocultar',
  line: (line) => `Línea ${line}`,
  tabToLeave: 'Tab pasa al siguiente; Escape y después Tab, también.',
}

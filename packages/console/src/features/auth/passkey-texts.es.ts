import type { texts } from './passkey-texts.ts'

export const spanish: typeof texts = {
  what: 'Con una llave de acceso se entra con el dedo, la cara o un PIN. La guarda su dispositivo o su llave de seguridad y solo responde a esta dirección, así que nadie puede sacársela con un engaño.',
  signIn: 'Entrar con una llave de acceso',
  orPassword: 'o con su contraseña',
  confirm: {
    lead: 'Use una llave de acceso que haya configurado para esta cuenta.',
    use: 'Usar su llave de acceso',
    choice: 'Usar una llave de acceso',
  },
  enrol: {
    name: 'Nombre',
    nameHint: 'Para distinguir sus llaves de acceso.',
    submit: 'Configurar una llave de acceso',
    choice: 'Usar una llave de acceso',
  },
  waiting: 'Esperando su llave de acceso. El navegador indica qué hacer.',
  stop: 'Cancelar',
  trouble: {
    cancelled: {
      title: 'No se ha usado ninguna llave de acceso',
      text: 'Se cerró la pregunta, pasó el tiempo o aquí no hay una llave que valga. Vuelva a probar o use otra forma.',
    },
    notMade: {
      title: 'No se ha creado ninguna llave de acceso',
      text: 'Se cerró la pregunta o pasó el tiempo. No ha cambiado nada. Vuelva a probar o use otra forma.',
    },
    known: {
      title: 'Aquí ya hay una llave de acceso suya',
      text: 'Use otro dispositivo u otra llave de seguridad, o quédese con la que tiene.',
    },
    unfit: {
      title: 'Esta llave no sirve',
      text: 'Es demasiado antigua o no tiene PIN. Pruebe con otro dispositivo u otra llave de seguridad.',
    },
    failed: {
      title: 'La llave de acceso no ha respondido',
      text: 'Falló el navegador o la llave. Vuelva a probar o use otra forma.',
    },
    unsupported: {
      title: 'Este navegador no tiene llaves de acceso',
      text: 'Las llaves de acceso necesitan un navegador actual y una dirección que empiece por https.',
    },
    address: (host) => ({
      title: 'En esta dirección no hay llaves de acceso',
      text: `Las llaves de acceso pertenecen a un nombre y esta página se abrió en ${host}. Pregunte a su administrador qué dirección usar.`,
    }),
  },
  refused:
    'Esta llave de acceso no le permite entrar. Puede que se haya quitado de su cuenta o que parezca una copia. Pruebe con otra o con su contraseña.',
  invalid: 'No se ha aceptado esta llave de acceso. Vuelva a probar o use otra forma.',
  made: {
    heading: 'Su llave de acceso está lista',
    title: (name) => `La llave de acceso «${name}» está lista`,
    synced:
      'Está sincronizada: también pueden usarla los otros dispositivos con los que comparte sus llaves de acceso.',
    syncable: 'Puede sincronizarse con sus otros dispositivos, pero todavía no lo ha hecho.',
    bound:
      'Se queda en este único dispositivo o llave y no se puede copiar. Configure otra por si lo pierde.',
  },
  add: {
    confirmed: 'Gracias. Ahora configure la llave de acceso.',
    cancel: 'Cancelar',
    done: 'Hecho',
  },
  names: {
    mac: 'Mac',
    iphone: 'iPhone',
    ipad: 'iPad',
    android: 'Teléfono Android',
    windows: 'Ordenador Windows',
    chromebook: 'Chromebook',
    linux: 'Ordenador Linux',
    phone: 'Teléfono',
    securityKey: 'Llave de seguridad',
    other: 'Llave de acceso',
  },
}

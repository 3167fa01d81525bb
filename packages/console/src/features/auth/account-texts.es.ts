import { count } from '../../ui/language.ts'
import type { texts } from './account-texts.ts'

export const spanish: typeof texts = {
  loadFailed: 'No se ha podido cargar',
  cancel: 'Cancelar',
  done: 'Hecho',
  prove: {
    title: 'Antes, confirme su identidad',
    lead: 'Ha pasado un rato desde la última vez. Después se sigue donde se estaba.',
    passwordLead: 'Introduzca la contraseña con la que inicia sesión.',
    password: 'Su contraseña',
    wrong: 'Esa contraseña no es correcta.',
    submit: 'Continuar',
  },
  factor: {
    added: 'Añadido',
    used: 'Último uso',
    neverUsed: 'Sin usar todavía',
    synced: 'Sincronizada',
    syncedHint: 'También la tienen sus otros dispositivos que comparten las llaves de acceso.',
    syncable: 'Se puede sincronizar',
    syncableHint: 'Puede copiarse a sus otros dispositivos, pero aún no se ha hecho.',
    bound: 'Solo en un dispositivo',
    boundHint: 'Se queda en su dispositivo o llave y no se puede copiar.',
    rename: 'Cambiar el nombre',
    remove: 'Quitar',
  },
  passkeys: {
    title: 'Llaves de acceso',
    lead: 'Permiten entrar con el dedo, la cara o un PIN, en lugar de la contraseña o después de ella.',
    none: 'Todavía no tiene ninguna. Una llave de acceso no se puede adivinar, y nadie puede sonsacársela.',
    add: 'Añadir una llave de acceso',
  },
  apps: {
    title: 'Aplicación de autenticación',
    lead: 'Muestra seis cifras, nuevas cada 30 segundos, que se introducen después de la contraseña.',
    none: 'No tiene ninguna. Una llave de acceso es más segura y rápida; una aplicación es un buen complemento.',
    add: 'Añadir una aplicación de autenticación',
    added: (name: string) => `«${name}» está lista.`,
  },
  rename: {
    title: (name: string) => `Cambiar el nombre de «${name}»`,
    field: 'Nombre',
    hint: 'Para distinguir sus factores. No decide nada.',
    missing: 'Primero escriba un nombre.',
    submit: 'Guardar',
    done: (name: string) => `Ahora se llama «${name}».`,
  },
  remove: {
    title: (name: string) => `¿Quitar «${name}»?`,
    passkey:
      'Deja de servir para entrar aquí, en el acto. Lo que guarda su dispositivo se borra en el dispositivo.',
    app: 'Sus códigos dejan de aceptarse en el acto. La entrada se puede borrar en la aplicación.',
    last: {
      title: 'Es su último segundo factor',
      text: 'Sus códigos de recuperación se van con él. Si una política pide un segundo factor, tendrá que configurar otro la próxima vez que inicie sesión; hasta entonces, quien sepa su contraseña podría configurar el suyo.',
    },
    undo: 'No se puede deshacer; puede configurar otro en cualquier momento.',
    submit: 'Quitar',
    done: (name: string) => `«${name}» se ha quitado.`,
  },
  codes: {
    title: 'Códigos de recuperación',
    lead: 'Cada uno permite entrar una vez si se pierde la llave de acceso o la aplicación.',
    left: (left: number) => `${count(left, 'código disponible', 'códigos disponibles')}.`,
    made: 'El juego se creó',
    few: 'Cree un juego nuevo antes de que se acaben.',
    none: 'No tiene ninguno. Cree un juego y guárdelo en un lugar seguro.',
    noFactor: 'Se crean con su primera llave de acceso o aplicación de autenticación.',
    renew: 'Crear un juego nuevo',
    renewLead: 'Recibirá diez códigos nuevos. Los antiguos dejan de valer en el acto, también los impresos.',
    confirm: 'Crear códigos nuevos',
    kept: 'Sus nuevos códigos de recuperación valen desde ahora.',
  },
  password: {
    title: 'Contraseña',
    lead: 'Unas cuantas palabras sin relación forman una buena.',
    change: 'Cambiar la contraseña',
    current: 'Contraseña actual',
    next: 'Contraseña nueva',
    wrong: 'Esa no es su contraseña actual.',
    missing: 'Primero introduzca su contraseña actual.',
    ends: (others: number) =>
      others === 0
        ? 'Aquí su sesión sigue abierta. No hay ninguna otra.'
        : `Aquí su sesión sigue abierta. ${count(others, 'otra sesión termina', 'otras sesiones terminan')}.`,
    endsUnknown: 'Aquí su sesión sigue abierta. Todas las demás terminan.',
    submit: 'Cambiar la contraseña',
    done: (ended: number) =>
      ended === 0
        ? 'Su contraseña ha cambiado.'
        : `Su contraseña ha cambiado. ${count(ended, 'otra sesión ha terminado', 'otras sesiones han terminado')}.`,
  },
  sessions: {
    lead: 'Dónde tiene una sesión abierta ahora.',
    current: 'Esta sesión',
    unknownDevice: 'Un programa que no dice qué navegador es',
    device: (browser: string, system: string) => `${browser} en ${system}`,
    place: 'Lugar',
    privatePlace: 'Red privada',
    noPlace: 'Desconocido',
    signedIn: 'Inicio',
    seen: 'Última actividad',
    ends: 'Termina a más tardar',
    by: 'Demostrada con',
    methods: {
      pwd: 'contraseña',
      otp: 'aplicación de autenticación',
      hwk: 'llave de acceso',
      swk: 'llave de acceso',
    },
    end: 'Terminar',
    endOne: (device: string) => `Terminar la sesión de ${device}`,
    endOthers: 'Terminar todas las demás',
    noOthers: 'No hay ninguna otra sesión abierta.',
    sheet: {
      title: (sessions: number) =>
        sessions === 1 ? '¿Terminar esta sesión?' : `¿Terminar ${count(sessions, 'sesión', 'sesiones')}?`,
      text: 'Quien la use queda fuera en el acto y pierde lo que no haya guardado. No se puede deshacer.',
      submit: (sessions: number): string => (sessions === 1 ? 'Terminar la sesión' : 'Terminar las sesiones'),
      done: (ended: number) => `${count(ended, 'sesión ha terminado', 'sesiones han terminado')}.`,
    },
  },
  notices: {
    label: 'Qué ha pasado con su cuenta',
    more: (more: number) => `Mostrar ${count(more, 'más', 'más')}`,
    mine: 'He sido yo',
    notMine: 'No he sido yo',
    known: 'Ya lo sé',
    read: 'Descartar',
    notDismissed: 'No se ha podido descartar el aviso. Inténtelo de nuevo.',
    kinds: { webauthn: 'llave de acceso', totp: 'aplicación de autenticación' },
    'factor-added': (kind: string, name: string) =>
      `Se añadió la ${kind} «${name}»: puede confirmar su identidad`,
    'factor-removed': (kind: string, name: string) => `Se quitó la ${kind} «${name}»`,
    'passkey-copied': (_kind: string, name: string) =>
      `Se rechazó lo que parece una copia de su llave de acceso «${name}»`,
    'unusual-sign-in': 'Se inició sesión en su cuenta como nunca antes',
    'password-changed': 'Se cambió su contraseña',
    'recovery-code-used': (left: number) =>
      `Se usó uno de sus códigos de recuperación para entrar; ${left === 1 ? 'queda' : 'quedan'} ${left}`,
    'recovery-codes-renewed': 'Se creó un juego nuevo de códigos de recuperación; los antiguos ya no valen',
    'account-locked': 'Fallaron demasiados intentos seguidos de entrar en su cuenta',
    'reset-used': (by: string) => `Se usó el enlace que creó ${by} para restablecer su cuenta`,
    'reset-started': (by: string) =>
      `${by} ha empezado a restablecer su cuenta. Si no lo ha pedido, dígaselo`,
    'factor-taken': (by: string, kind: string, name: string) =>
      `${by} quitó la ${kind} «${name}» de su cuenta. Si no lo ha pedido, dígaselo`,
    'administrator-recovered': (by: string, person: string | undefined): string =>
      `${by} creó en la propia máquina un enlace que restablece ${person === undefined ? 'su cuenta' : `la cuenta de ${person}`}. Si no lo hizo nadie de ustedes, otra persona tiene la máquina`,
    from: (place: string) => `Desde ${place}.`,
    with: (device: string) => `Con ${device}.`,
    fromWith: (place: string, device: string) => `Desde ${place} con ${device}.`,
  },
  wasntMe: {
    title: 'Proteja su cuenta',
    lead: 'Si no ha sido usted, puede que otra persona haya entrado en su nombre. Haga esto ahora, en este orden.',
    sessions: 'Terminar todas las demás sesiones',
    sessionsText: (others: number) =>
      others === 0
        ? 'No hay más sesión abierta que esta.'
        : `${count(others, 'sesión', 'sesiones')} además de esta.`,
    password: 'Cambiar la contraseña',
    passwordText: 'Elija una que no use en ningún otro sitio.',
    factors: 'Revisar sus factores',
    factorsText: 'Quite los que no haya configurado y cree códigos de recuperación nuevos.',
    done: 'Ya lo he hecho',
  },
  commands: {
    password: 'Cambiar la contraseña',
    passkey: 'Añadir una llave de acceso',
    sessions: 'Sus sesiones',
    hint: 'Su cuenta',
  },
}

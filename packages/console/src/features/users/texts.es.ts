import { count, list } from '../../ui/language.ts'
import type { texts } from './texts.ts'

const ending = (sessions: number) =>
  sessions === 0
    ? 'No hay ninguna sesión abierta.'
    : `En un segundo ${count(sessions, 'sesión abierta termina', 'sesiones abiertas terminan')}.`

export const spanish: typeof texts = {
  title: 'Usuarios',
  lead: (shown, more) =>
    more ? `Las ${shown} más recientes` : count(shown, 'persona con cuenta', 'personas con cuenta'),
  invite: 'Invitar',
  keys: {
    next: 'Persona siguiente',
    previous: 'Persona anterior',
    open: 'Abrir la persona',
    search: 'Buscar',
  },
  filter: {
    search: 'Buscar por nombre o dirección',
    role: 'Rol',
    anyRole: 'Cualquier rol',
    state: 'Estado',
    anyState: 'Cualquier estado',
    factor: 'Segundo factor',
    anyFactor: 'Cualquier segundo factor',
    factors: { webauthn: 'Con llave de acceso', totp: 'Con aplicación', none: 'Sin ninguno' },
    clear: 'Mostrar a todos',
    none: 'Nadie encaja',
    noneText: 'Ninguna persona con cuenta cumple todos estos filtros.',
  },
  columns: {
    person: 'Persona',
    state: 'Estado',
    roles: 'Roles asignados',
    factors: 'Segundos factores',
    signIn: 'Última entrada',
    sessions: 'Sesiones abiertas',
  },
  states: { active: 'Activa', invited: 'Invitada', disabled: 'Desactivada' },
  locked: 'Bloqueada',
  resetting: 'En restablecimiento',
  never: 'Nunca',
  noRoles: 'Sin roles',
  coverage: {
    passkeys: (number) => count(number, 'llave de acceso', 'llaves de acceso'),
    apps: (number) => count(number, 'aplicación', 'aplicaciones'),
    none: 'Ninguno',
    codes: (number) => count(number, 'código de recuperación', 'códigos de recuperación'),
  },
  more: 'Mostrar más',
  trouble: {
    list: 'No se han podido cargar las personas',
    one: 'No se ha podido cargar esta persona',
    part: 'No se ha podido cargar esta parte',
    retry: 'Reintentar',
    done: 'No se ha hecho',
  },
  one: {
    back: 'Usuarios',
    more: 'Más acciones',
    since: 'Cuenta desde',
    organization: 'Organización',
    id: 'identificador',
    idLabel: 'Identificador',
    activity: 'Qué ha hecho',
    facts: 'Datos',
    invitation: (expired) =>
      expired ? 'La invitación es demasiado antigua. Renuévela.' : 'La invitación aún no se ha aceptado.',
    until: 'Válida hasta',
    reset: (expired) =>
      expired
        ? 'Se empezó a restablecer y el enlace ya es demasiado antiguo. Hasta que se cree y use otro, ninguna contraseña sirve.'
        : 'Se ha empezado a restablecer. Hasta que se use el enlace, ninguna contraseña sirve.',
    locks: {
      password: 'La contraseña está bloqueada',
      second_factor: 'Los segundos factores están bloqueados',
      newPlaces: ' en direcciones desde las que esta persona nunca entró',
      forever: ', hasta que un administrador quite el bloqueo.',
      until: ' hasta el',
      title: 'Demasiados intentos fallidos',
    },
  },
  grants: {
    title: 'Roles asignados',
    edit: 'Cambiar los roles',
    states: { in_force: 'En vigor', not_yet: 'Aún no', expired: 'Caducado' },
    from: 'desde',
    until: 'hasta',
    scope: (what) => `solo para ${what}`,
    conditions: 'con condiciones',
    none: 'Sin roles: esta persona solo alcanza su propia cuenta.',
    role: 'Rol',
    validFrom: 'Desde',
    validUntil: 'Hasta',
    anyTime: 'opcional',
    types: 'Solo los tipos',
    typesHint: 'Como device, workspace. Vacío: todos.',
    ids: 'Solo los identificadores',
    idsHint: 'Identificadores de recursos, separados por comas.',
    kept: 'También tiene organizaciones o condiciones, que se quedan como están. Se cambian con la API.',
    add: 'Añadir un rol',
    remove: (name) => `Quitar ${name}`,
    narrow: 'Fechas y alcance',
    save: 'Guardar los roles',
    sheet: (name) => `Roles de ${name}`,
    lead: 'El cambio rige al momento, también en las sesiones abiertas. Puede dar lo que usted mismo tiene.',
    overtaken: 'Mientras tanto cambiaron los roles',
    overtakenText: (roles) =>
      roles.length === 0
        ? 'Ahora no hay ninguno. Lo que escribió está abajo; guardarlo desharía ese cambio.'
        : `Ahora son ${list(roles)}. Lo que escribió está abajo; guardarlo desharía ese cambio.`,
    overtakenFirst: 'Elija primero entre los roles de ahora y los suyos',
    takePresent: 'Tomar los de ahora',
    keepMine: 'Mantener los míos',
    saved: (name) => `Los roles de ${name} han cambiado`,
  },
  factors: {
    title: 'Segundos factores',
    none: 'Ninguno. Quien sepa la contraseña llega hasta donde las políticas lo dejen.',
    kinds: { webauthn: 'Llave de acceso', totp: 'Aplicación de autenticación' },
    added: 'añadido',
    used: 'último uso',
    unused: 'sin usar',
    synced: 'en varios dispositivos',
    remove: 'Quitar',
    sheet: (name) => `Quitar «${name}»`,
    says: (person, last) =>
      last
        ? [
            `${person} se queda sin segundo factor, y también sin códigos de recuperación.`,
            'Hasta que configure otro, quien sepa la contraseña puede configurar el suyo. Si se lo robaron, restablezca contraseña y factores.',
          ]
        : [`${person} entra con los factores que le quedan.`],
    confirm: 'Quitar el factor',
    done: (name) => `«${name}» se ha quitado`,
  },
  sessions: {
    title: 'Sesiones abiertas',
    none: 'Sin sesiones en ningún sitio.',
    unknownDevice: 'Un programa que no nombra ningún navegador',
    device: (browser, system) => `${browser} en ${system}`,
    seen: 'vista por última vez',
    began: 'desde',
    mfa: 'con segundo factor',
    end: 'Terminar',
    endAll: 'Terminar todas las sesiones',
    sheetOne: 'Terminar esta sesión',
    sheet: (person) => `Terminar todas las sesiones de ${person}`,
    says: (sessions) => [
      `${ending(sessions)} La pantalla dirá que lo hizo un administrador.`,
      'Lo que allí no esté guardado se pierde. Se puede volver a entrar.',
    ],
    done: (ended) => count(ended, 'sesión terminada', 'sesiones terminadas'),
  },
  act: {
    reason: 'Motivo',
    reasonHint: 'Queda en el registro de auditoría.',
    reasonMissing: 'Indique primero el motivo',
    force: 'Tengo otra forma de entrar',
    forceMissing: 'Confirme primero que tiene otra forma de entrar',
    lockout: 'Después nadie podría administrar',
  },
  disable: {
    action: 'Desactivar',
    sheet: (person) => `Desactivar a ${person}`,
    says: (sessions) => [
      ending(sessions),
      'No podrá entrar, y sus tokens de la API dejan de funcionar.',
      'No se pierde nada: al activar la cuenta todo vuelve.',
    ],
    confirm: 'Desactivar la cuenta',
    done: (person) => `La cuenta de ${person} está desactivada`,
  },
  enable: {
    action: 'Activar',
    sheet: (person) => `Activar a ${person}`,
    says: [
      'Podrá volver a entrar, con la contraseña, los factores y los roles de antes.',
      'Sus tokens de la API también vuelven a funcionar.',
    ],
    saysInvited: [
      'La invitación no llegó a aceptarse, así que aún no hay contraseña.',
      'La cuenta vuelve a estar invitada: el enlace de antes sirve mientras sea válido, y puede renovarse.',
    ],
    confirm: 'Activar la cuenta',
    done: (person) => `La cuenta de ${person} está activa`,
  },
  remove: {
    action: 'Eliminar',
    sheet: (person) => `Eliminar a ${person}`,
    says: (sessions) => [
      ending(sessions),
      'Los roles, los factores y los tokens de la API desaparecen para siempre. Lo que hizo queda en el registro.',
      'Para quitar el acceso por un tiempo, desactive la cuenta.',
    ],
    confirm: 'Eliminar la cuenta',
    done: (person) => `La cuenta de ${person} se ha eliminado`,
  },
  unlock: {
    action: 'Desbloquear',
    sheet: (person) => `Desbloquear a ${person}`,
    says: [
      'Se olvidan los intentos fallidos, y se pueden volver a probar la contraseña y los segundos factores.',
      'Pregunte antes a la persona si los intentos fueron suyos.',
    ],
    confirm: 'Desbloquear la cuenta',
    done: (person) => `La cuenta de ${person} está desbloqueada`,
  },
  reset: {
    action: 'Empezar a restablecer',
    sheet: (person) => `Restablecer a ${person}`,
    lead: 'Obtendrá un enlace para entregar. La persona elige la contraseña; usted nunca la ve.',
    password: 'Contraseña',
    passwordText: 'Deja de servir al momento. En el enlace se elige otra.',
    factors: 'Segundos factores',
    factorsText:
      'Las llaves de acceso, las aplicaciones y los códigos se quitan al momento. Se configuran otros en la próxima entrada.',
    nothing: 'Elija qué se restablece',
    says: (sessions, password) => [
      ending(sessions),
      password
        ? 'Lo que las políticas piden al entrar se sigue pidiendo.'
        : 'En el enlace se demuestra la contraseña actual: ni el enlace solo ni la contraseña sola abren nada.',
    ],
    confirm: 'Empezar',
    link: (person) => `El enlace para ${person}`,
    linkText: 'Se muestra esta única vez y sirve una vez. Entréguelo de forma que solo lo lea esta persona.',
  },
  invitation: {
    sheet: 'Invitar a alguien',
    lead: 'Obtendrá un enlace para entregar. La persona elige su propia contraseña.',
    email: 'Correo electrónico',
    name: 'Nombre',
    send: 'Crear la invitación',
    renew: 'Renovar la invitación',
    link: (person) => `La invitación para ${person}`,
    linkText:
      'Se muestra esta única vez. Entréguela de forma que solo la lea esta persona. Se puede crear otra en cualquier momento.',
    missing: 'Indique primero una dirección y un nombre',
  },
  once: {
    copy: 'Copiar el enlace',
    label: 'Enlace',
    until: 'Sirve hasta',
    done: 'Hecho',
    open: 'Abrir la persona',
  },
}

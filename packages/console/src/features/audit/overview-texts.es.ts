import { count, format } from '../../ui/language.ts'
import type { texts } from './overview-texts.ts'

export const spanish: typeof texts = {
  log: {
    failed: 'El estado del registro de auditoría no se ha podido leer',
    never: 'El registro de auditoría no se ha verificado nunca',
    neverWhy: 'Solo una verificación muestra que ninguna entrada se ha alterado, quitado o colado.',
    stale: (since) => `El registro de auditoría se verificó por última vez ${since}`,
    staleWhy: 'Lo que se hubiera alterado después no se habría notado. Sallyport lo verifica cada día.',
    invalid: (seq) => `El registro de auditoría no cuadra a partir de la entrada ${format(seq)}`,
    invalidWhy: (fault) =>
      `Alguien lo ha alterado con acceso a la base de datos, o se ha perdido una parte.${fault === undefined ? '' : ` Esto se ha encontrado: ${fault}.`}`,
    action: 'Abrir el registro',
    show: 'Mostrar la entrada',
    valid: (since, checked) =>
      `El registro de auditoría se verificó ${since}: ${checked === 1 ? 'su única entrada cuadra' : `sus ${format(checked)} entradas cuadran`}.`,
  },
  resets: {
    failed: 'Los restablecimientos de cuentas no se han podido leer',
    one: (who, since) => `${who} restableció una cuenta ${since}`,
    many: (resets) =>
      `${count(resets, 'cuenta se ha restablecido', 'cuentas se han restablecido')} esta semana`,
    why: 'Quien tiene el enlace de un restablecimiento pasa a ser esa persona. Compruebe que se pidió.',
    action: 'Ver qué ocurrió',
    fine: 'Ninguna cuenta se ha restablecido esta semana.',
  },
  recoveries: {
    failed: 'Las recuperaciones de administradores no se han podido leer',
    one: (who, since) => `${who} recuperó a un administrador en la propia máquina ${since}`,
    many: (recoveries) =>
      `${count(recoveries, 'administrador se ha recuperado', 'administradores se han recuperado')} en la propia máquina esta semana`,
    why: 'Quien puede hacerlo tiene la propia máquina. Compruebe que fue alguien de los suyos.',
    action: 'Ver qué ocurrió',
    fine: 'Ningún administrador se ha recuperado en la máquina esta semana.',
  },
  somebody: 'Un administrador',
  week: {
    title: 'Los últimos siete días',
    failed: 'Los últimos siete días no se han podido leer',
    signIns: 'Inicios de sesión',
    denials: 'Denegaciones',
    signInsOf: (signIns) => count(signIns, 'inicio de sesión', 'inicios de sesión'),
    denialsOf: (denials) => count(denials, 'denegación', 'denegaciones'),
    chart: 'Inicios de sesión y denegaciones por día',
    day: 'Día',
    least: 'El registro es demasiado largo para contarlo entero: esto es lo mínimo que hubo.',
    why: 'Por qué se denegó',
    none: 'A nadie se le ha denegado nada.',
    action: 'Ver las denegaciones',
    reason: 'Motivo',
    times: 'Veces',
  },
  own: {
    title: 'Sus últimos inicios de sesión',
    failed: 'Sus inicios de sesión no se han podido leer',
    in: 'Sesión iniciada',
    out: 'Denegado',
    from: (address) => `desde ${address}`,
    none: 'Todavía no hay ninguno.',
    why: 'Si ve alguno que no fue suyo, cambie la contraseña y dígaselo a su administrador.',
  },
  reasons: {
    not_granted: 'Ningún rol lo concede',
    denied_by_default: 'Ninguna política lo permite',
    obligation_unsupported: 'No se pudo cumplir una obligación',
    malformed_request: 'La pregunta estaba mal formada',
    unknown_address: 'Nadie tiene ese correo electrónico',
    wrong_password: 'Contraseña incorrecta',
    wrong_second_factor: 'Segundo factor incorrecto',
    passkey_refused: 'La llave de acceso no se aceptó',
    invitation_pending: 'La invitación no se había aceptado aún',
    account_disabled: 'La cuenta está desactivada',
    sign_in_failed: 'El inicio de sesión falló',
    other: 'Otros motivos',
  },
}

import type { texts } from './overview-texts.ts'

export const spanish: typeof texts = {
  failed: 'Quién es usted no se ha podido leer',
  factor: {
    title: 'No tiene segundo factor',
    why: 'Quien averigüe su contraseña puede entrar en su lugar. Una llave de acceso se crea en un minuto y no se deja robar con engaños.',
    action: 'Crear uno',
    fine: 'Tiene un segundo factor.',
  },
  you: {
    title: 'Usted',
    email: 'Correo electrónico',
    organization: 'Organización',
    roles: 'Roles',
    noRoles: 'Ninguno: ve su propia cuenta.',
    since: 'Sesión iniciada',
    factor: 'Segundo factor',
    has: 'Creado',
    hasNone: 'Sin crear',
    action: 'Su cuenta',
  },
}

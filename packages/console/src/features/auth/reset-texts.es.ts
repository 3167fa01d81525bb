import type { texts } from './reset-texts.ts'

export const spanish: typeof texts = {
  title: { password: 'Elija una contraseña nueva', factors: 'Confirme su contraseña' },
  lead: {
    password: (by, email) =>
      `${by} ha empezado a restablecer la cuenta ${email}. La contraseña anterior ya no sirve.`,
    factors: (by, email) =>
      `${by} ha quitado los segundos factores de la cuenta ${email}. Con su contraseña entrará y configurará otros.`,
  },
  factorsToo: 'También se han quitado sus segundos factores. A continuación configurará otros.',
  present: 'Su contraseña',
  submit: { password: 'Guardar y entrar', factors: 'Entrar' },
  wrong: 'La contraseña no es correcta. Inténtelo de nuevo.',
  none: {
    title: 'Aquí no hay ningún enlace',
    text: 'Abra entero el enlace que le dio su administrador. Termina en un código largo.',
  },
  looking: 'Comprobando el enlace',
  invalid: 'Este enlace ya no sirve',
}

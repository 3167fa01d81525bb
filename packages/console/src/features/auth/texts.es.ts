import { count } from '../../ui/language.ts'
import { duration } from '../../ui/duration.ts'
import type { texts } from './texts.ts'

export const spanish: typeof texts = {
  signIn: {
    title: 'Iniciar sesión',
    lead: 'En la consola de este Sallyport.',
    email: 'Correo electrónico',
    password: 'Contraseña',
    submit: 'Iniciar sesión',
    ended: 'Se ha cerrado su sesión',
    wrong: 'El correo o la contraseña no son correctos.',
    wait: (seconds) => `Demasiados intentos. Puede volver a probar en ${duration(seconds)}.`,
    waitShort: (seconds) => `Espere ${duration(seconds)}.`,
    waitOver: 'Ya puede volver a probar.',
    notSetUp: {
      title: 'Todavía no puede entrar nadie',
      text: 'Abra el enlace de configuración que el servidor escribió en su registro al arrancar. Con él se crea el primer administrador.',
    },
    expired: 'Este inicio de sesión tardó demasiado y ha caducado. Empiece de nuevo.',
  },
  code: {
    title: 'Confirme su identidad',
    totp: {
      lead: 'Escriba las seis cifras que muestra ahora su aplicación de autenticación.',
      field: 'Código',
      choice: 'Usar una aplicación de autenticación',
    },
    recovery: {
      lead: 'Escriba uno de los códigos de recuperación que guardó. Cada uno sirve una vez; justo después configurará un factor nuevo.',
      field: 'Código de recuperación',
      choice: 'Usar un código de recuperación',
    },
    submit: 'Continuar',
    wrong:
      'Ese código no es correcto, ya se usó o ha caducado. Las aplicaciones muestran uno nuevo cada 30 segundos.',
    wrongRecovery: 'Ese código de recuperación no es correcto o ya se usó.',
    back: 'Empezar de nuevo',
    others: 'Otra forma',
    none: 'Ningún método que conozca esta consola puede confirmarlo. Pida ayuda a su administrador.',
  },
  enrol: {
    title: 'Configure un segundo factor',
    lead: 'Una política pide un segundo factor además de la contraseña. Lleva un minuto.',
    restrictedLead:
      'Ha entrado con un código de recuperación. Configure ahora un segundo factor nuevo; hasta entonces no se abre nada más.',
    choice: 'Usar una aplicación de autenticación',
    none: 'Esta consola no sabe configurar lo que pide la política. Pida ayuda a su administrador.',
    scan: 'Escanéelo con su aplicación de autenticación',
    qr: 'Código QR con el secreto para su aplicación de autenticación',
    byHand: 'O escriba este secreto en la aplicación',
    secret: 'secreto',
    field: 'Las seis cifras que muestra la aplicación',
    submit: 'Confirmar',
  },
  recoveryCodes: {
    title: 'Guarde sus códigos de recuperación',
    lead: (codes) =>
      `Si pierde el teléfono o la llave, con uno de estos ${codes} códigos puede entrar. Cada uno sirve una vez. Solo se muestran ahora.`,
    list: 'Códigos de recuperación',
    copy: 'Copiar',
    download: 'Descargar',
    print: 'Imprimir',
    printed: (email) => `Códigos de recuperación de Sallyport para ${email}\nCada uno sirve una vez.`,
    file: (email, codes) =>
      `Códigos de recuperación de Sallyport para ${email}\nCada uno sirve una vez.\n\n${codes.join('\n')}\n`,
    kept: 'Los he guardado en un lugar seguro',
    first: 'Marque antes que ha guardado los códigos.',
    submit: 'Continuar',
  },
  refused: {
    title: 'No se permite iniciar sesión',
    asked: 'Ha pedido',
    askedWhat: 'iniciar sesión en este Sallyport',
    because: 'La regla dice',
    helps: 'Qué ayudaría',
    help: {
      stepUp: (methods) => `Inicie sesión con ${methods}.`,
      retryAfter: (time) => `Vuelva a probar el ${time}.`,
      tunnel: 'Conéctese a la red de la empresa y vuelva a probar.',
      none: 'Nada que pueda hacer por su cuenta cambiaría la respuesta.',
    },
    methods: {
      webauthn: 'una llave de seguridad o de acceso',
      totp: 'una aplicación de autenticación',
      recovery: 'un código de recuperación',
    },
    whom: 'A quién preguntar',
    whomText:
      'Al administrador de este Sallyport. El identificador de la petición le ayuda a encontrar lo que pasó.',
    again: 'Volver a probar',
  },
  setup: {
    title: 'Configurar Sallyport',
    lead: 'Es la primera persona en llegar. Aquí se crean su organización y su administrador.',
    organization: 'Organización',
    name: 'Su nombre',
    submit: 'Crear e iniciar sesión',
    noToken: {
      title: 'Esta dirección no lleva el código de configuración',
      text: 'Abra entero el enlace que el servidor escribió en su registro. Acaba en #token=… y cambia con cada arranque.',
    },
    done: {
      title: 'La configuración está hecha',
      text: 'Este Sallyport ya tiene administrador. Inicie sesión o pídale una invitación.',
    },
    toSignIn: 'Ir al inicio de sesión',
  },
  register: {
    title: 'Acepte su invitación',
    lead: 'Elija la contraseña con la que iniciará sesión.',
    submit: 'Unirse e iniciar sesión',
    noToken: {
      title: 'Esta dirección no lleva invitación',
      text: 'Abra entero el enlace que recibió. Acaba en #invitation=…',
    },
  },
  password: {
    rule: (least) => `Al menos ${least} caracteres. Unas palabras sin relación entre sí sirven bien.`,
    missing: (missing) => (missing === 1 ? 'Falta 1 carácter.' : `Faltan ${missing} caracteres.`),
    enough: (length) => `${count(length, 'carácter', 'caracteres')}. Suficiente.`,
  },
  wrongAddress: {
    title: 'Esta página se abrió en otra dirección',
    text: (host) =>
      `Nadie puede iniciar sesión en ${host}: las contraseñas y las llaves de acceso valen en una sola dirección.`,
    open: (address) => `Abrir ${address}`,
  },
  trouble: 'No ha funcionado',
  unreachable:
    'El servidor no ha respondido. Compruebe la conexión y vuelva a probar; lo que ha escrito sigue aquí.',
}

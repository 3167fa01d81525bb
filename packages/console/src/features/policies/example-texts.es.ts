import type { texts } from './example-texts.ts'

export const spanish: typeof texts = {
  countries: {
    name: 'Bloquear países',
    description: 'Nadie inicia sesión desde lugares en los que no trabajamos.',
    sanctioned: 'Sin inicio de sesión desde países sancionados',
    log: 'Registrar cada intento bloqueado',
  },
  hours: {
    name: 'Horario de oficina de los analistas',
    description: 'Los analistas inician sesión entre semana, de ocho a seis y media.',
    weekdays: 'Los analistas inician sesión de lunes a viernes, de 08:00 a 18:30 en Madrid',
  },
  office: {
    name: 'Solo desde la red de la oficina',
    description:
      'Inicio de sesión desde las direcciones de la oficina. En modo informe hasta que el registro diga qué denegaría.',
    office: 'Inicie sesión desde la red de la oficina',
  },
  documentation: {
    name: 'Mesas limpias',
    description: 'Lo que hemos acordado, para que todos lo lean.',
    rules: ['Bloquear la pantalla al dejar la mesa', 'Nada de contraseñas en papel'],
  },
}

import { joined } from './joined.ts'
import { days } from './spanish-days.ts'
import { verb } from './spanish-verbs.ts'
import type { Words } from './words.ts'

const dayNames = new Map(Object.entries(days))
const dayOf = (day: string) => dayNames.get(day.toLowerCase()) ?? day
const truths = new Map([
  ['true', 'verdadero'],
  ['false', 'falso'],
])

/** The conditions of Ladon and Cells as clauses; the test holds that there is one for each type. */
export const spanishTyped: Words['typed'] = {
  StringEqualCondition: (name, { equals = '' }, _zone, mood) =>
    equals === '' ? `${name} ${verb('está', mood)} vacío` : `${name} ${verb('es', mood)} ${equals}`,
  StringMatchCondition: (name, { matches = '' }, _zone, mood) =>
    `${name} ${verb('coincide', mood)} con ${matches}`,
  StringPairsEqualCondition: (name, _options, _zone, mood) =>
    `las dos mitades de cada par de ${name} ${verb('son', mood)} iguales`,
  EqualsSubjectCondition: (name, _options, _zone, mood) => `${name} ${verb('es', mood)} el sujeto`,
  CIDRCondition: (name, { cidr = '' }, _zone, mood) => `${name} ${verb('está', mood)} en ${cidr}`,
  BooleanCondition: (name, { value = '' }, _zone, mood) =>
    `${name} ${verb('es', mood)} ${truths.get(value) ?? value}`,
  ResourceContainsCondition: (name, _options, _zone, mood) => `el recurso ${verb('contiene', mood)} ${name}`,
  StringNotMatchCondition: (name, { matches = '' }, _zone, mood) =>
    `${name} no ${verb('coincide', mood)} con ${matches}`,
  OfficeHoursCondition: (name, { matches = '' }, zone, mood) => {
    const [when = '', first = '', last = ''] = matches.replaceAll(' ', '').split('/')
    const spans = when.split(',').map((span) => {
      const [from = '', to] = span.split('-').map(dayOf)
      return to === undefined ? `en ${from}` : `de ${from} a ${to}`
    })
    return `${name} ${verb('cae', mood)} ${joined(spans, () => 'o')}, de ${first} a ${last}${zone}`
  },
  WithinPeriodCondition: (name, { matches = '' }, _zone, mood) => {
    const [start = '', end = ''] = matches.split('/')
    return `${name} ${verb('es', mood)} posterior a ${start} y anterior a ${end}`
  },
  DateAfterCondition: (name, { matches = '' }, _zone, mood) =>
    `${name} ${verb('es', mood)} posterior a ${matches}`,
  DateWithinPeriodCondition: (name, { dateBegin = '', dateEnd = '' }, _zone, mood) =>
    `${name} ${verb('es', mood)} posterior a ${dateBegin} y anterior a ${dateEnd}`,
  PathGlobCondition: (name, { glob = '' }, _zone, mood) =>
    `${name} ${verb('es', mood)} una ruta como ${glob}`,
}

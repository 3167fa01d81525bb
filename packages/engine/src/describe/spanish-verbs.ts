import type { Mood } from './words.ts'

const wished = {
  es: 'sea',
  está: 'esté',
  coincide: 'coincida',
  empieza: 'empiece',
  termina: 'termine',
  contiene: 'contenga',
  conoce: 'conozca',
  cae: 'caiga',
  son: 'sean',
} as const

/** The verb of a clause: in the indicative as a fact, in the subjunctive after “que”. */
export function verb(fact: keyof typeof wished, mood: Mood): string {
  return mood === 'wish' ? wished[fact] : fact
}

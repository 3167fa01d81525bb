import { catalogue } from '../../ui/language.ts'

/** What the examples say, in the reader's language: their labels are what a refused person reads. */
export const texts = catalogue('policy-examples', {
  countries: {
    name: 'Block countries',
    description: 'Nobody signs in from places we do not work in.',
    sanctioned: 'No sign-in from sanctioned countries',
    log: 'Log every blocked attempt',
  },
  hours: {
    name: 'Office hours for analysts',
    description: 'Analysts sign in on weekdays between eight and half past six.',
    weekdays: 'Analysts sign in Monday to Friday, 08:00 to 18:30 in Madrid',
  },
  office: {
    name: 'Only from the office network',
    description:
      'Sign-in from the addresses of the office. Report-only until the log says what it would refuse.',
    office: 'Sign in from the office network',
  },
  documentation: {
    name: 'Clean desk',
    description: 'What we agreed on, for everybody to read.',
    rules: ['Lock the screen when leaving the desk', 'No passwords on paper'],
  },
})

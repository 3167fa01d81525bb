import { formatJson } from '../../ui/json-text.ts'
import type { Example } from './example-names.ts'

/** What a new policy can start from: complete, so that it can be saved as it stands. */
export const examples = {
  countries: {
    name: 'Block countries',
    description: 'Nobody signs in from places we do not work in.',
    type: 'network',
    statements: [
      {
        id: 'sanctioned',
        label: 'No sign-in from sanctioned countries',
        effect: 'deny',
        actions: ['login'],
        resources: ['sign_in'],
        when: [{ attribute: 'country', operator: 'in', value: ['KP', 'IR'] }],
      },
      {
        id: 'log',
        label: 'Log every blocked attempt',
        effect: 'oblige',
        actions: ['login'],
        resources: ['sign_in'],
        obligations: [{ id: 'log', properties: { level: 'warn' }, on: 'deny' }],
      },
    ],
  },
  hours: {
    name: 'Office hours for analysts',
    description: 'Analysts sign in on weekdays between eight and half past six.',
    type: 'access',
    target: { roles: ['Analyst'] },
    statements: [
      {
        id: 'weekdays',
        label: 'Analysts sign in Monday to Friday, 08:00 to 18:30 in Madrid',
        effect: 'deny',
        actions: ['login'],
        resources: ['sign_in'],
        unless: [
          {
            attribute: 'day_of_week',
            operator: 'in',
            value: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
            zone: 'Europe/Madrid',
          },
          { attribute: 'time_of_day', operator: 'between', value: ['08:00', '18:30'], zone: 'Europe/Madrid' },
        ],
      },
    ],
  },
  office: {
    name: 'Only from the office network',
    description:
      'Sign-in from the addresses of the office. Report-only until the log says what it would refuse.',
    type: 'network',
    mode: 'report',
    statements: [
      {
        id: 'office',
        label: 'Sign in from the office network',
        effect: 'deny',
        actions: ['login'],
        resources: ['sign_in'],
        unless: [{ attribute: 'source_ip', operator: 'in', value: ['203.0.113.0/24', '2001:db8::/32'] }],
      },
    ],
  },
  documentation: {
    name: 'Clean desk',
    description: 'What we agreed on, for everybody to read.',
    type: 'access',
    rules: ['Lock the screen when leaving the desk', 'No passwords on paper'],
  },
  blank: {
    name: '',
    description: '',
    type: 'access',
    statements: [{ id: 'first', label: '', effect: 'deny', actions: ['login'], resources: ['sign_in'] }],
  },
} as const satisfies Record<Example, unknown>

export function exampleText(example: Example): string {
  return formatJson(examples[example])
}

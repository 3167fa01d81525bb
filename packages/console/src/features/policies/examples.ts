import { formatJson } from '../../ui/json-text.ts'
import type { Example } from './example-names.ts'
import { texts } from './example-texts.ts'

/** What a new policy can start from: complete, so that it can be saved as it stands. */
export const examples = {
  countries: {
    name: texts.countries.name,
    description: texts.countries.description,
    type: 'network',
    statements: [
      {
        id: 'sanctioned',
        label: texts.countries.sanctioned,
        effect: 'deny',
        actions: ['login'],
        resources: ['sign_in'],
        when: [{ attribute: 'country', operator: 'in', value: ['KP', 'IR'] }],
      },
      {
        id: 'log',
        label: texts.countries.log,
        effect: 'oblige',
        actions: ['login'],
        resources: ['sign_in'],
        obligations: [{ id: 'log', properties: { level: 'warn' }, on: 'deny' }],
      },
    ],
  },
  hours: {
    name: texts.hours.name,
    description: texts.hours.description,
    type: 'access',
    target: { roles: ['Analyst'] },
    statements: [
      {
        id: 'weekdays',
        label: texts.hours.weekdays,
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
    name: texts.office.name,
    description: texts.office.description,
    type: 'network',
    mode: 'report',
    statements: [
      {
        id: 'office',
        label: texts.office.office,
        effect: 'deny',
        actions: ['login'],
        resources: ['sign_in'],
        unless: [{ attribute: 'source_ip', operator: 'in', value: ['203.0.113.0/24', '2001:db8::/32'] }],
      },
    ],
  },
  documentation: {
    name: texts.documentation.name,
    description: texts.documentation.description,
    type: 'access',
    rules: texts.documentation.rules,
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

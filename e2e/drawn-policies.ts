/** Refuses auditors now, and lets them in tomorrow morning. */
export function hours(): object {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  return {
    name: 'Auditors start tomorrow',
    description: 'Auditors sign in from the agreed day, on weekdays only.',
    type: 'access',
    target: { roles: ['Auditor'] },
    statements: [
      {
        id: 'day',
        label: 'Auditors sign in from the day they agreed on',
        effect: 'deny',
        actions: ['login'],
        resources: ['sign_in'],
        unless: [
          { attribute: 'date', operator: 'between', value: [tomorrow, '2099-12-31'], zone: 'Europe/Madrid' },
        ],
      },
    ],
  }
}

/** One of each type that the defaults don't have. */
export const others = [
  {
    name: 'Block countries',
    description: 'No sign-in from places we do not work in.',
    type: 'network',
    mode: 'report',
    statements: [
      {
        id: 'sanctioned',
        label: 'No sign-in from sanctioned countries',
        effect: 'deny',
        actions: ['login'],
        resources: ['sign_in'],
        when: [{ attribute: 'country', operator: 'in', value: ['KP', 'IR'] }],
      },
    ],
  },
  {
    name: 'Finance folder',
    description: '',
    type: 'acl',
    enabled: false,
    statements: [
      {
        id: 'read',
        label: 'Finance reads its folder',
        effect: 'allow',
        subjects: ['group:finance'],
        actions: ['read'],
        resources: ['node:finance'],
      },
    ],
  },
  {
    name: 'Graph API for services',
    description: 'Which services may call the graph.',
    type: 'rest',
    statements: [
      {
        id: 'graph',
        label: 'Services read the graph',
        effect: 'allow',
        subjects: ['service:<.+>'],
        actions: ['GET'],
        resources: ['rest:/graph<.+>'],
      },
    ],
  },
  {
    name: 'Grafana',
    description: 'Operators sign in to Grafana.',
    type: 'oidc',
    statements: [
      {
        id: 'grafana',
        label: 'Operators use Grafana',
        effect: 'allow',
        subjects: ['group:operators'],
        actions: ['login'],
        resources: ['oidc:grafana'],
      },
    ],
  },
  {
    name: 'Clean desk',
    description: 'What we agreed on, for everybody to read.',
    type: 'access',
    rules: ['Lock the screen when leaving the desk', 'No passwords on paper'],
  },
]

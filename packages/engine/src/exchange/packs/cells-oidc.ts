import type { Pack } from './pack.ts'

export const cellsOidc: Pack = {
  title: 'Pydio Cells: OpenID Connect',
  description: 'The default policy of Pydio Cells for signing in with OpenID Connect: everybody may.',
  differences: [
    'A denial of one subject form refuses the login, whatever another form is allowed; in Cells an explicit denial was overlooked when another form was allowed.',
    'A subject is asked about once, with all that it stands for; Cells asks once for each form.',
    'The name and the label are English sentences; Cells translates keys.',
  ],
  policies: [
    {
      id: 'oidc-actions-policies',
      name: 'OpenID Connect operations',
      description: 'Who may sign in with OpenID Connect.',
      type: 'oidc',
      priority: 0,
      statements: [
        {
          id: 'all-users-login',
          label: 'Everybody may log in',
          effect: 'allow',
          subjects: ['user:<.+>', 'profile:<.+>', 'role:<.+>'],
          actions: ['login'],
          resources: ['oidc'],
        },
      ],
    },
  ],
}

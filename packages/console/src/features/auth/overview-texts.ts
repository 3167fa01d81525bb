import { catalogue } from '../../ui/language.ts'

export const texts = catalogue('auth-overview', {
  failed: 'Who you are could not be read',
  factor: {
    title: 'You have no second factor',
    why: 'Whoever learns your password can sign in as you. A passkey takes a minute and can’t be phished.',
    action: 'Set one up',
    fine: 'You have a second factor.',
  },
  you: {
    title: 'You',
    email: 'E-mail',
    organization: 'Organisation',
    roles: 'Roles',
    noRoles: 'None: you see your own account.',
    since: 'Signed in',
    factor: 'Second factor',
    has: 'Set up',
    hasNone: 'Not set up',
    action: 'Your account',
  },
})

import { catalogue } from '../../ui/language.ts'

export const texts = catalogue('auth-reset', {
  title: { password: 'Choose a new password', factors: 'Confirm your password' },
  lead: {
    password: (by: string, email: string) =>
      `${by} started to reset the account ${email}. The old password no longer works.`,
    factors: (by: string, email: string) =>
      `${by} removed the second factors of the account ${email}. With your password you come in and set up new ones.`,
  },
  factorsToo: 'Your second factors were removed too. You set up new ones next.',
  present: 'Your password',
  submit: { password: 'Save and sign in', factors: 'Sign in' },
  wrong: 'The password is wrong. Try again.',
  none: {
    title: 'There is no link here',
    text: 'Open the link that your administrator gave you, whole. It ends in a long code.',
  },
  looking: 'Looking at the link',
  invalid: 'This link no longer works',
})

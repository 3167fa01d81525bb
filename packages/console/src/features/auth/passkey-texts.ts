import { catalogue } from '../../ui/language.ts'

export const texts = catalogue('auth-passkey', {
  what: 'A passkey lets you in with your finger, your face or a PIN. Your device or security key keeps it, and it answers only to this address, so nobody can trick you out of it.',
  signIn: 'Sign in with a passkey',
  orPassword: 'or with your password',
  confirm: {
    lead: 'Use a passkey that you set up for this account.',
    use: 'Use your passkey',
    choice: 'Use a passkey',
  },
  enrol: {
    name: 'Name',
    nameHint: 'To tell your passkeys apart.',
    submit: 'Set up a passkey',
    choice: 'Use a passkey instead',
  },
  waiting: 'Waiting for your passkey. Your browser shows what to do.',
  stop: 'Cancel',
  trouble: {
    cancelled: {
      title: 'No passkey was used',
      text: 'The question was closed, took too long, or no passkey here fits. Try again, or use another way.',
    },
    notMade: {
      title: 'No passkey was made',
      text: 'The question was closed or took too long. Nothing has changed. Try again, or use another way.',
    },
    known: {
      title: 'This key has a passkey of yours already',
      text: 'Use another device or security key, or keep the one you have.',
    },
    unfit: {
      title: 'This key can’t do it',
      text: 'It is too old, or has no PIN. Try another device or security key.',
    },
    failed: {
      title: 'The passkey did not answer',
      text: 'Your browser or the key had a fault. Try again, or use another way.',
    },
    unsupported: {
      title: 'No passkeys in this browser',
      text: 'Passkeys need a current browser, and an address that begins with https.',
    },
    address: (host: string) => ({
      title: 'No passkeys at this address',
      text: `Passkeys belong to a name, and this page was opened at ${host}. Ask your administrator which address to use.`,
    }),
  },
  refused:
    'This passkey can’t sign you in. It may have been removed from your account, or looked like a copy. Try another one, or your password.',
  invalid: 'This passkey was not accepted. Try again, or use another way.',
  made: {
    heading: 'Your passkey is set up',
    title: (name: string) => `“${name}” is set up`,
    synced: 'It is synced: your other devices that share your passkeys can use it too.',
    syncable: 'It can be synced to your other devices, but has not been yet.',
    bound: 'It stays on this one device or key and can’t be copied. Set up a second one in case you lose it.',
  },
  add: {
    confirmed: 'Thank you. Now set up the passkey.',
    cancel: 'Cancel',
    done: 'Done',
  },
  names: {
    mac: 'Mac',
    iphone: 'iPhone',
    ipad: 'iPad',
    android: 'Android phone',
    windows: 'Windows computer',
    chromebook: 'Chromebook',
    linux: 'Linux computer',
    phone: 'Phone',
    securityKey: 'Security key',
    other: 'Passkey',
  },
})

import { catalogue, count } from '../../ui/language.ts'

export const texts = catalogue('auth-account', {
  loadFailed: 'This could not be loaded',
  cancel: 'Cancel',
  done: 'Done',
  prove: {
    title: 'First confirm that it is you',
    lead: 'It is a while since you proved it. Then this goes on where it was.',
    passwordLead: 'Enter the password you sign in with.',
    password: 'Your password',
    wrong: 'That password is wrong.',
    submit: 'Continue',
  },
  factor: {
    added: 'Added',
    used: 'Last used',
    neverUsed: 'Never used yet',
    synced: 'Synced',
    syncedHint: 'Your other devices that share your passkeys have it too.',
    syncable: 'Can be synced',
    syncableHint: 'It may be copied to your other devices, but has not been yet.',
    bound: 'On one device only',
    boundHint: 'It stays on its device or key and can’t be copied.',
    rename: 'Rename',
    remove: 'Remove',
  },
  passkeys: {
    title: 'Passkeys',
    lead: 'Let you in with your finger, your face or a PIN, instead of a password or after it.',
    none: 'You have none yet. A passkey can’t be guessed, and nobody can trick you out of it.',
    add: 'Add a passkey',
  },
  apps: {
    title: 'Authenticator app',
    lead: 'Shows six digits, new ones every 30 seconds, that you enter after your password.',
    none: 'You have none. A passkey is safer and quicker; an app is good to have beside it.',
    add: 'Add an authenticator app',
    added: (name: string) => `“${name}” is set up.`,
  },
  rename: {
    title: (name: string) => `Rename “${name}”`,
    field: 'Name',
    hint: 'To tell your factors apart. It decides nothing.',
    missing: 'First enter a name.',
    submit: 'Save',
    done: (name: string) => `It is called “${name}” now.`,
  },
  remove: {
    title: (name: string) => `Remove “${name}”?`,
    passkey: 'It no longer lets you in here, at once. What your device keeps of it you delete on the device.',
    app: 'Its codes are no longer accepted, at once. You can delete the entry in the app.',
    last: {
      title: 'It is your last second factor',
      text: 'Your recovery codes go with it. Where a policy asks for a second factor, you set up a new one when you next sign in; until then, whoever knows your password could set up theirs.',
    },
    undo: 'This can’t be undone; you can set up a new one at any time.',
    submit: 'Remove',
    done: (name: string) => `“${name}” is removed.`,
  },
  codes: {
    title: 'Recovery codes',
    lead: 'Each lets you in once when your passkey or app is lost.',
    left: (left: number) => `${count(left, 'code', 'codes')} left.`,
    made: 'The set was made',
    few: 'Make a new set before they run out.',
    none: 'You have none. Make a set and keep it somewhere safe.',
    noFactor: 'They come with your first passkey or authenticator app.',
    renew: 'Make a new set',
    renewLead: 'You get ten new codes. The old ones stop working at once, on paper too.',
    confirm: 'Make new codes',
    kept: 'Your new recovery codes work from now on.',
  },
  password: {
    title: 'Password',
    lead: 'A few unrelated words make a good one.',
    change: 'Change password',
    current: 'Current password',
    next: 'New password',
    wrong: 'That is not your current password.',
    missing: 'First enter your current password.',
    ends: (others: number) =>
      others === 0
        ? 'You stay signed in here. No other session is open.'
        : `You stay signed in here. ${count(others, 'other session ends', 'other sessions end')}.`,
    endsUnknown: 'You stay signed in here. All other sessions end.',
    submit: 'Change password',
    done: (ended: number) =>
      ended === 0
        ? 'Your password is changed.'
        : `Your password is changed. ${count(ended, 'other session has', 'other sessions have')} ended.`,
  },
  sessions: {
    lead: 'Where you are signed in now.',
    current: 'This session',
    unknownDevice: 'A program that names no browser',
    device: (browser: string, system: string) => `${browser} on ${system}`,
    place: 'Place',
    privatePlace: 'Private network',
    noPlace: 'Unknown',
    signedIn: 'Signed in',
    seen: 'Last seen',
    ends: 'Ends at the latest',
    by: 'Proved by',
    methods: {
      pwd: 'password',
      otp: 'authenticator app',
      hwk: 'passkey',
      swk: 'passkey',
    },
    end: 'End',
    endOne: (device: string) => `End the session of ${device}`,
    endOthers: 'End all others',
    noOthers: 'No other session is open.',
    sheet: {
      title: (sessions: number) =>
        sessions === 1 ? 'End this session?' : `End ${count(sessions, 'session', 'sessions')}?`,
      text: 'Whoever uses it is signed out at once and loses what was not saved. This can’t be undone.',
      submit: (sessions: number): string => (sessions === 1 ? 'End session' : 'End sessions'),
      done: (ended: number) => `${count(ended, 'session has', 'sessions have')} ended.`,
    },
  },
  notices: {
    label: 'What happened to your account',
    more: (more: number) => `Show ${count(more, 'more', 'more')}`,
    mine: 'That was me',
    notMine: 'That wasn’t me',
    known: 'I know about it',
    read: 'Dismiss',
    notDismissed: 'The notice could not be dismissed. Try again.',
    kinds: { webauthn: 'passkey', totp: 'authenticator app' },
    'factor-added': (kind: string, name: string) =>
      `The ${kind} “${name}” was added: it can confirm that it is you`,
    'factor-removed': (kind: string, name: string) => `The ${kind} “${name}” was removed`,
    'passkey-copied': (_kind: string, name: string) =>
      `What looks like a copy of your passkey “${name}” was refused`,
    'unusual-sign-in': 'Your account was signed in to as never before',
    'password-changed': 'Your password was changed',
    'recovery-code-used': (left: number) =>
      `One of your recovery codes was used to sign in; ${left} ${left === 1 ? 'is' : 'are'} left`,
    'recovery-codes-renewed': 'A new set of recovery codes was made; the old ones no longer work',
    'account-locked': 'Too many attempts to sign in to your account failed in a row',
    'reset-used': (by: string) => `The link that ${by} made to reset your account was used`,
    'reset-started': (by: string) =>
      `${by} has started to reset your account. If you did not ask for it, tell them`,
    'factor-taken': (by: string, kind: string, name: string) =>
      `${by} removed the ${kind} “${name}” from your account. If you did not ask for it, tell them`,
    'administrator-recovered': (by: string, person: string | undefined): string =>
      `${by} made a link on the machine itself that resets ${person === undefined ? 'your account' : `the account of ${person}`}. If nobody of you did that, somebody else has the machine`,
    from: (place: string) => `From ${place}.`,
    with: (device: string) => `With ${device}.`,
    fromWith: (place: string, device: string) => `From ${place} with ${device}.`,
  },
  wasntMe: {
    title: 'Secure your account',
    lead: 'If that was not you, somebody else may be signed in as you. Do these now, in this order.',
    sessions: 'End all other sessions',
    sessionsText: (others: number) =>
      others === 0
        ? 'No session but this one is open.'
        : `${count(others, 'session', 'sessions')} beside this one.`,
    password: 'Change your password',
    passwordText: 'Take one that you use nowhere else.',
    factors: 'Look at your factors',
    factorsText: 'Remove what you did not set up, and make new recovery codes.',
    done: 'I have done this',
  },
  commands: {
    password: 'Change password',
    passkey: 'Add a passkey',
    sessions: 'Your sessions',
    hint: 'Your account',
  },
})

import { catalogue, count } from '../../ui/language.ts'
import { duration } from '../../ui/duration.ts'

export const texts = catalogue('auth', {
  signIn: {
    title: 'Sign in',
    lead: 'To the console of this Sallyport.',
    email: 'E-mail',
    password: 'Password',
    submit: 'Sign in',
    ended: 'You were signed out',
    wrong: 'The e-mail or the password is wrong.',
    wait: (seconds: number) => `Too many attempts. You can try again in ${duration(seconds)}.`,
    waitShort: (seconds: number) => `Wait ${duration(seconds)}.`,
    waitOver: 'You can try again now.',
    notSetUp: {
      title: 'Nobody can sign in yet',
      text: 'Open the set-up link that the server printed in its log when it started. It makes the first administrator.',
    },
    expired: 'This sign-in took too long and has expired. Please begin again.',
  },
  code: {
    title: 'Confirm that it is you',
    totp: {
      lead: 'Enter the six digits that your authenticator app shows now.',
      field: 'Code',
      choice: 'Use an authenticator app',
    },
    recovery: {
      lead: 'Enter one of the recovery codes you kept. Each works once, and you will set up a new factor right after.',
      field: 'Recovery code',
      choice: 'Use a recovery code',
    },
    submit: 'Continue',
    wrong: 'That code is wrong, used or no longer valid. Apps show a new one every 30 seconds.',
    wrongRecovery: 'That recovery code is wrong or was used before.',
    back: 'Begin again',
    others: 'Another way',
    none: 'No method that this console knows can confirm it. Ask your administrator for help.',
  },
  enrol: {
    title: 'Set up a second factor',
    lead: 'A policy asks for a second factor beside your password. It takes a minute.',
    restrictedLead:
      'You signed in with a recovery code. Set up a new second factor now; nothing else is open until you have.',
    choice: 'Use an authenticator app instead',
    none: 'This console knows no way to set up what the policy asks for. Ask your administrator for help.',
    scan: 'Scan this with your authenticator app',
    qr: 'QR code with the secret for your authenticator app',
    byHand: 'Or type this secret into the app',
    secret: 'secret',
    field: 'The six digits the app shows',
    submit: 'Confirm',
  },
  recoveryCodes: {
    title: 'Keep your recovery codes',
    lead: (codes: number) =>
      `If you lose your phone or your key, one of these ${count(codes, 'code', 'codes')} lets you in. Each works once. They are shown only now.`,
    list: 'Recovery codes',
    copy: 'Copy',
    download: 'Download',
    print: 'Print',
    printed: (email: string) => `Sallyport recovery codes for ${email}\nEach works once.`,
    file: (email: string, codes: readonly string[]) =>
      `Sallyport recovery codes for ${email}\nEach works once.\n\n${codes.join('\n')}\n`,
    kept: 'I have kept them somewhere safe',
    first: 'First tick that you have kept the codes.',
    submit: 'Continue',
  },
  refused: {
    title: 'Sign-in is not permitted',
    asked: 'You asked to',
    askedWhat: 'sign in to this Sallyport',
    because: 'The rule says',
    helps: 'What would help',
    help: {
      stepUp: (methods: string) => `Sign in with ${methods}.`,
      retryAfter: (time: string) => `Try again ${time}.`,
      tunnel: 'Connect to the company network, then try again.',
      none: 'Nothing that you can do yourself would change the answer.',
    },
    methods: {
      webauthn: 'a security key or passkey',
      totp: 'an authenticator app',
      recovery: 'a recovery code',
    },
    whom: 'Whom to ask',
    whomText: 'The administrator of this Sallyport. The request id below helps them to find what happened.',
    again: 'Try again',
  },
  setup: {
    title: 'Set up Sallyport',
    lead: 'You are the first one here. This makes your organisation and its administrator.',
    organization: 'Organisation',
    name: 'Your name',
    submit: 'Create and sign in',
    noToken: {
      title: 'This address has no set-up token',
      text: 'Open the whole link that the server printed in its log. It ends in #token=… and is renewed at each start.',
    },
    done: {
      title: 'Set-up is done',
      text: 'This Sallyport has its administrator. Sign in, or ask them for an invitation.',
    },
    toSignIn: 'Go to sign-in',
  },
  register: {
    title: 'Accept your invitation',
    lead: 'Choose the password you will sign in with.',
    submit: 'Join and sign in',
    noToken: {
      title: 'This address has no invitation',
      text: 'Open the whole link you were sent. It ends in #invitation=…',
    },
  },
  password: {
    rule: (least: number) => `At least ${least} characters. A few unrelated words make a good one.`,
    missing: (missing: number) => `${count(missing, 'character', 'characters')} to go.`,
    enough: (length: number) => `${count(length, 'character', 'characters')}. Long enough.`,
  },
  wrongAddress: {
    title: 'This page was opened at another address',
    text: (host: string) =>
      `Nobody can sign in at ${host}: passwords and passkeys are taken at one address only.`,
    open: (address: string) => `Open ${address}`,
  },
  trouble: 'That did not work',
  unreachable: 'The server did not answer. Check the connection and try again; what you typed is still here.',
})

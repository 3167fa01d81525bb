import { catalogue } from './language.ts'

export const texts = catalogue('ui', {
  cancel: 'Cancel',
  close: 'Close',
  copied: 'Copied',
  copy: 'Copy',
  copyThing: (thing: string) => `Copy ${thing}`,
  justNow: 'just now',
  language: 'Language',
  discard: 'Discard',
  dismiss: 'Dismiss',
  loading: 'Loading',
  notifications: 'Notifications',
  requestId: 'Request',
  notCurrent: (at: string) => `The server did not answer. This is as of ${at}; the console keeps trying.`,
  retry: 'Try again',
  showPassword: 'Show',
  hidePassword: 'Hide',
  line: (line: number) => `Line ${line}`,
  tabToLeave: 'Tab moves on; Escape, then Tab, too.',
})

import { catalogue, count, list } from '../../ui/language.ts'

export const texts = catalogue('users', {
  title: 'Users',
  lead: (shown: number, more: boolean) =>
    more ? `The newest ${shown}` : count(shown, 'person with an account', 'people with an account'),
  invite: 'Invite',
  keys: { next: 'Next person', previous: 'Previous person', open: 'Open the person', search: 'Find' },
  filter: {
    search: 'Find by name or address',
    role: 'Role',
    anyRole: 'Any role',
    state: 'State',
    anyState: 'Any state',
    factor: 'Second factor',
    anyFactor: 'Any second factor',
    factors: { webauthn: 'With a passkey', totp: 'With an app', none: 'Without any' },
    clear: 'Show everybody',
    none: 'Nobody fits',
    noneText: 'Nobody with an account fits all of these filters.',
  },
  columns: {
    person: 'Person',
    state: 'State',
    roles: 'Roles',
    factors: 'Second factors',
    signIn: 'Last sign-in',
    sessions: 'Open sessions',
  },
  states: { active: 'Active', invited: 'Invited', disabled: 'Disabled' },
  locked: 'Locked',
  resetting: 'Being reset',
  never: 'Never',
  noRoles: 'No roles',
  coverage: {
    passkeys: (number: number) => count(number, 'passkey', 'passkeys'),
    apps: (number: number) => count(number, 'app', 'apps'),
    none: 'None',
    codes: (number: number) => count(number, 'recovery code left', 'recovery codes left'),
  },
  more: 'Show more',
  trouble: {
    list: 'The people could not be loaded',
    one: 'This person could not be loaded',
    part: 'This part could not be loaded',
    retry: 'Try again',
    done: 'That was not done',
  },
  one: {
    back: 'Users',
    more: 'More actions',
    since: 'Account since',
    organization: 'Organisation',
    id: 'id',
    idLabel: 'Id',
    activity: 'What they did',
    facts: 'Facts',
    invitation: (expired: boolean): string =>
      expired ? 'The invitation is too old. Renew it.' : 'The invitation was not accepted yet.',
    until: 'Valid until',
    reset: (expired: boolean): string =>
      expired
        ? 'A reset was started, and its link is too old. Until a new one is made and used, no password signs in.'
        : 'A reset was started. Until its link is used, no password signs in.',
    locks: {
      password: 'The password is locked',
      second_factor: 'The second factors are locked',
      newPlaces: ' at addresses where this person was never signed in',
      forever: ', until an administrator lifts the lock.',
      until: ' until',
      title: 'Too many failed attempts',
    },
  },
  grants: {
    title: 'Roles',
    edit: 'Change roles',
    states: { in_force: 'In force', not_yet: 'Not yet', expired: 'Expired' },
    from: 'from',
    until: 'until',
    scope: (what: string) => `only for ${what}`,
    conditions: 'under conditions',
    none: 'No roles: this person reaches nothing but their own account.',
    role: 'Role',
    validFrom: 'From',
    validUntil: 'Until',
    anyTime: 'optional',
    types: 'Only types',
    typesHint: 'Such as device, workspace. Empty: all.',
    ids: 'Only ids',
    idsHint: 'Ids of resources, separated by commas.',
    kept: 'It also has organisations or conditions, which stay as they are. Change those over the API.',
    add: 'Add a role',
    remove: (name: string) => `Remove ${name}`,
    narrow: 'Dates and scope',
    save: 'Save roles',
    sheet: (name: string) => `Roles of ${name}`,
    lead: 'The change is in force at once, in open sessions too. You can hand on what you hold yourself.',
    overtaken: 'The roles were changed meanwhile',
    overtakenText: (roles: readonly string[]) =>
      roles.length === 0
        ? 'There are none now. What you typed is below, and saving it would undo that change.'
        : `They are ${list(roles)} now. What you typed is below, and saving it would undo that change.`,
    overtakenFirst: 'Choose first between the roles of now and yours',
    takePresent: 'Take those of now',
    keepMine: 'Keep mine',
    saved: (name: string) => `The roles of ${name} are changed`,
  },
  factors: {
    title: 'Second factors',
    none: 'None. Whoever knows the password gets as far as the policies let them.',
    kinds: { webauthn: 'Passkey', totp: 'Authenticator app' },
    added: 'added',
    used: 'last used',
    unused: 'never used',
    synced: 'on several devices',
    remove: 'Remove',
    sheet: (name: string) => `Remove “${name}”`,
    says: (person: string, last: boolean): readonly string[] =>
      last
        ? [
            `${person} has no second factor then, and the recovery codes go too.`,
            'Until a new one is set up, whoever knows the password can set up theirs. If it was stolen, reset password and factors instead.',
          ]
        : [`${person} signs in with the factors that are left.`],
    confirm: 'Remove the factor',
    done: (name: string) => `“${name}” is removed`,
  },
  sessions: {
    title: 'Open sessions',
    none: 'Not signed in anywhere.',
    unknownDevice: 'A program that names no browser',
    device: (browser: string, system: string) => `${browser} on ${system}`,
    seen: 'last seen',
    began: 'since',
    mfa: 'second factor proved',
    end: 'End',
    endAll: 'End all sessions',
    sheetOne: 'End this session',
    sheet: (person: string) => `End every session of ${person}`,
    says: (sessions: number) => [
      `${count(sessions, 'open session ends', 'open sessions end')} within a second, and the screen says that an administrator did it.`,
      'What is not saved there is lost. Signing in again stays possible.',
    ],
    done: (ended: number) => `${count(ended, 'session', 'sessions')} ended`,
  },
  act: {
    reason: 'Reason',
    reasonHint: 'Recorded in the audit log.',
    reasonMissing: 'Say the reason first',
    force: 'I have another way in',
    forceMissing: 'Confirm first that you have another way in',
    lockout: 'Nobody could administer afterwards',
  },
  disable: {
    action: 'Disable',
    sheet: (person: string) => `Disable ${person}`,
    says: (sessions: number) => [
      sessions === 0
        ? 'No session is open.'
        : `${count(sessions, 'open session ends', 'open sessions end')} within a second.`,
      'Signing in is refused, and their API tokens stop working.',
      'Nothing is lost: enabling brings everything back.',
    ],
    confirm: 'Disable the account',
    done: (person: string) => `${person} is disabled`,
  },
  enable: {
    action: 'Enable',
    sheet: (person: string) => `Enable ${person}`,
    says: [
      'Signing in works again, with the password, factors and roles from before.',
      'Their API tokens work again too.',
    ],
    saysInvited: [
      'The invitation was never accepted, so there is no password yet.',
      'The account is invited again: the link from before works while it is valid, and can be renewed.',
    ],
    confirm: 'Enable the account',
    done: (person: string) => `${person} is enabled`,
  },
  remove: {
    action: 'Delete',
    sheet: (person: string) => `Delete ${person}`,
    says: (sessions: number) => [
      sessions === 0
        ? 'No session is open.'
        : `${count(sessions, 'open session ends', 'open sessions end')} within a second.`,
      'Roles, factors and API tokens are gone for good. What they did stays in the audit log.',
      'To take access away for a time, disable the account instead.',
    ],
    confirm: 'Delete the account',
    done: (person: string) => `${person} is deleted`,
  },
  unlock: {
    action: 'Unlock',
    sheet: (person: string) => `Unlock ${person}`,
    says: [
      'The failed attempts are forgotten, and password and second factors can be tried again.',
      'Ask the person first whether the attempts were theirs.',
    ],
    confirm: 'Unlock',
    done: (person: string) => `${person} is unlocked`,
  },
  reset: {
    action: 'Start a reset',
    sheet: (person: string) => `Reset ${person}`,
    lead: 'You get a link to hand over. The person chooses the password; you never see it.',
    password: 'Password',
    passwordText: 'It stops working at once. A new one is chosen at the link.',
    factors: 'Second factors',
    factorsText:
      'Passkeys, apps and recovery codes are removed at once. New ones are set up at the next sign-in.',
    nothing: 'Choose what is reset',
    says: (sessions: number, password: boolean) => [
      sessions === 0
        ? 'No session is open.'
        : `${count(sessions, 'open session ends', 'open sessions end')} within a second.`,
      password
        ? 'What the policies ask at sign-in is still asked.'
        : 'At the link the present password is proved: a link alone, or a password alone, opens nothing.',
    ],
    confirm: 'Start the reset',
    link: (person: string) => `The link for ${person}`,
    linkText: 'It is shown this once and works once. Hand it over in a way that only this person reads.',
  },
  invitation: {
    sheet: 'Invite somebody',
    lead: 'You get a link to hand over. The person chooses their own password.',
    email: 'E-mail',
    name: 'Name',
    send: 'Make the invitation',
    renew: 'Renew the invitation',
    link: (person: string) => `The invitation for ${person}`,
    linkText:
      'It is shown this once. Hand it over in a way that only this person reads. A new one can be made any time.',
    missing: 'Enter an address and a name first',
  },
  once: {
    copy: 'Copy the link',
    label: 'Link',
    until: 'It works until',
    done: 'Done',
    open: 'Open the person',
  },
})

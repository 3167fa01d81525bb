import { catalogue } from '../../ui/language.ts'

const actions = {
  begin_factor: 'Begin to set up a factor',
  change_password: 'Change password',
  delete_audit_view: 'Delete saved view',
  detect_cloned_passkey: 'Detect a cloned passkey',
  end_session: 'End session',
  enrol_factor: 'Set up a factor',
  export_audit_log: 'Export audit log',
  import_policies: 'Import policies',
  log_decision: 'Record a decision',
  login: 'Sign in',
  logout: 'Sign out',
  register: 'Register',
  remove_factor: 'Remove a factor',
  rename_factor: 'Rename a factor',
  renew_recovery_codes: 'Renew recovery codes',
  revoke_token: 'Revoke token',
  save_audit_view: 'Save view',
  setup: 'Set up Sallyport',
  toggle_policy: 'Enable or disable policy',
  verify_audit_log: 'Verify audit log',
  verify_password: 'Check password',
}

const verbs = {
  confirm: 'Confirm',
  create: 'Create',
  delete: 'Delete',
  evaluate: 'Evaluate',
  explain: 'Explain',
  export: 'Export',
  import: 'Import',
  invite: 'Invite',
  read: 'Read',
  rename: 'Rename',
  reset: 'Reset',
  update: 'Change',
  verify: 'Verify',
}

const nouns = {
  audit: 'audit log',
  audit_log: 'audit log',
  audit_view: 'saved view',
  binding: 'binding',
  decision: 'decision',
  factor: 'factor',
  group: 'group',
  login_session: 'login session',
  metrics: 'metrics',
  organization: 'organisation',
  policies: 'policies',
  policy: 'policy',
  role: 'role',
  session: 'session',
  sign_in: 'sign-in',
  template: 'template',
  token: 'token',
  user: 'user',
}

/** Names of actions and of what they are done to. An action that has no words of its own is put together from these. */
export const texts = catalogue('audit-actions', {
  actions,
  verbs,
  nouns,
})

import type { Json, JsonObject, Policy } from '@sallyport/engine'
import type { ColumnType, Generated, JSONColumnType } from 'kysely'

/**
 * The tables, one interface each. Every row belongs to an organization; migrations only go forward.
 * Rows never leave the stores: `*-store.ts` turns them into domain words.
 */
export interface Database {
  settings: SettingsTable
  organizations: OrganizationsTable
  users: UsersTable
  role_grants: RoleGrantsTable
  factors: FactorsTable
  passkeys: PasskeysTable
  webauthn_challenges: WebauthnChallengesTable
  recovery_codes: RecoveryCodesTable
  login_sessions: LoginSessionsTable
  pending_sign_ins: PendingSignInsTable
  invitations: InvitationsTable
  account_resets: AccountResetsTable
  sign_in_failures: SignInFailuresTable
  notices: NoticesTable
  api_tokens: ApiTokensTable
  policies: PoliciesTable
  bindings: BindingsTable
  audit_log: AuditLogTable
  audit_head: AuditHeadTable
  audit_views: AuditViewsTable
  audit_verifications: AuditVerificationsTable
}

type Stamp = ColumnType<Date, Date, Date>
type NullableStamp = ColumnType<Date | null, Date | null | undefined, Date | null>
/** jsonb that may hold any JSON value; written as its JSON text. */
type JsonColumn = ColumnType<Json, string, string>
type NullableJsonColumn = ColumnType<Json, string | null | undefined, string | null>

export interface SettingsTable {
  key: string
  value: JsonColumn
}

export interface OrganizationsTable {
  id: string
  name: string
  domain: string | null
  created_at: Stamp
}

export interface UsersTable {
  id: string
  organization: string
  email: string
  /** The address as it is compared: NFKC, lower case. Unique. */
  email_key: string
  name: string
  password_hash: string | null
  state: 'invited' | 'active' | 'disabled'
  created_at: Stamp
  updated_at: Stamp
  last_login_at: NullableStamp
  password_changed_at: NullableStamp
  /** Random; what passkeys know this person by. Made with the first one. */
  passkey_handle: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
}

export interface RoleGrantsTable {
  id: string
  organization: string
  user_id: string
  role: string
  scope: NullableJsonColumn
  valid_from: NullableStamp
  valid_until: NullableStamp
}

export interface FactorsTable {
  id: string
  organization: string
  user_id: string
  type: 'totp' | 'webauthn'
  name: string
  /** Of an authenticator app: encrypted under the master key, bound to this row. A passkey has none. */
  secret_sealed: ColumnType<string | null, string | null | undefined, string | null>
  created_at: Stamp
  confirmed_at: NullableStamp
  last_used_at: NullableStamp
  /** The newest TOTP time step ever accepted: a code is accepted once. */
  last_step: ColumnType<number | null, number | null | undefined, number | null>
}

/** What a factor of the type `webauthn` has besides. */
export interface PasskeysTable {
  factor_id: string
  organization: string
  user_id: string
  /** base64url. Unique over everybody. */
  credential_id: string
  /** COSE. */
  public_key: Buffer
  /** The newest signature counter; stays 0 for keys that do not count. */
  counter: number
  transports: JSONColumnType<string[]>
  /** The model of the authenticator, as it says itself. */
  aaguid: string
  backup_eligible: boolean
  backed_up: boolean
}

/** A challenge is used by being deleted. Bound to a session or a pending sign-in, but for a sign-in by passkey alone. */
export interface WebauthnChallengesTable {
  hash: Buffer
  organization: string
  purpose: 'enrol' | 'second-factor' | 'passkey'
  user_id: string | null
  session_id: string | null
  pending_id: string | null
  expires_at: Stamp
}

export interface RecoveryCodesTable {
  id: string
  organization: string
  user_id: string
  code_hash: Buffer
  created_at: Stamp
  used_at: NullableStamp
}

export interface LoginSessionsTable {
  id: string
  organization: string
  user_id: string
  token_hash: Buffer
  created_at: Stamp
  last_seen_at: Stamp
  /** The absolute limit. */
  expires_at: Stamp
  idle_seconds: number
  auth_time: Stamp
  /** RFC 8176 names. */
  auth_methods: JSONColumnType<string[]>
  mfa_verified: boolean
  /** May only enrol a factor. */
  restricted: boolean
  ip_address: string | null
  user_agent: string | null
  ended_at: NullableStamp
  end_reason: string | null
}

export interface PendingSignInsTable {
  id: string
  organization: string
  user_id: string
  token_hash: Buffer
  purpose: 'step-up' | 'enrolment'
  auth_methods: JSONColumnType<string[]>
  created_at: Stamp
  expires_at: Stamp
  wrong_codes: number
  completed_at: NullableStamp
}

export interface InvitationsTable {
  id: string
  organization: string
  user_id: string
  token_hash: Buffer
  created_at: Stamp
  expires_at: Stamp
  used_at: NullableStamp
}

/** A reset that an administrator started. One of a person is open at a time; used ones stay as a record. */
export interface AccountResetsTable {
  id: string
  organization: string
  user_id: string
  token_hash: Buffer
  /** The person chooses a new password; otherwise proves the old one. */
  password: boolean
  /** The second factors were removed when the reset began. */
  factors: boolean
  /** Set aside when the reset began: until the link is used no password signs in. */
  old_password_hash: string | null
  started_by: string
  created_at: Stamp
  expires_at: Stamp
  used_at: NullableStamp
}

export interface SignInFailuresTable {
  /** `name:<hash>`, `address:<ip or /64>`, `passkey:<ip or /64>`, `factor:<user>`, `password:<user>` or `everyone`. */
  key: string
  /** Of late: a quiet day forgets them. */
  failures: number
  /** In a row, forgotten by a success alone. */
  consecutive: Generated<number>
  last_failure_at: Stamp
  blocked_until: NullableStamp
  /** Whose account the counter is about; null for names that nobody has, and for addresses. */
  user_id: ColumnType<string | null, string | null | undefined, string | null>
}

export interface NoticesTable {
  id: string
  organization: string
  user_id: string
  text: string
  kind: string
  facts: JsonColumn
  /** The session that did what it tells of. */
  session_id: string | null
  created_at: Stamp
  seen_at: NullableStamp
}

export interface ApiTokensTable {
  id: string
  organization: string
  /** The person it belongs to; null for the one configured by the environment. */
  owner_id: string | null
  name: string
  token_hash: Buffer
  roles: JSONColumnType<string[]>
  created_at: Stamp
  expires_at: NullableStamp
  last_used_at: NullableStamp
  revoked_at: NullableStamp
}

export interface PoliciesTable {
  organization: string
  id: string
  type: string
  enabled: boolean
  /** The whole policy but what the columns below hold. */
  document: JSONColumnType<Policy>
  revision: number
  created_at: Stamp
  updated_at: Stamp
  updated_by: string | null
}

export interface BindingsTable {
  organization: string
  id: string
  /** The template that it applies. */
  policy: string
  subject: string
  resource: string
  enabled: boolean
  valid_from: NullableStamp
  valid_until: NullableStamp
  created_at: Stamp
  created_by: string | null
}

export interface AuditLogTable {
  organization: string
  seq: number
  id: string
  timestamp: Stamp
  user_id: string | null
  user_email: string | null
  token_id: string | null
  token_name: string | null
  action: string
  resource: string
  details: string
  success: boolean
  ip_address: string | null
  request_id: string | null
  changes: NullableJsonColumn
  decision: NullableJsonColumn
  reason: string | null
  /** The login session that it was done in. */
  session_id: string | null
  prev_hash: string
  hash: string
}

export interface AuditHeadTable {
  organization: string
  seq: Generated<number>
  hash: string
  /** A MAC by the master key over organization, seq and hash: cutting the tail shows. */
  seal: string
}

/** A question to the audit log that somebody keeps by a name. */
export interface AuditViewsTable {
  organization: string
  /** As the engine names it: `user:<id>` or `service:<id>`. */
  owner: string
  name: string
  query: JSONColumnType<JsonObject>
  created_at: Stamp
  updated_at: Stamp
}

/** How the last verification of a whole chain came out. */
export interface AuditVerificationsTable {
  organization: string
  valid: boolean
  verified_at: Stamp
  checked: number
  /** The number of the last entry there was. */
  through: number
  first_fault: NullableJsonColumn
}

import { sql, type Kysely, type Migration } from 'kysely'

/** Everything the first version remembers. Times keep milliseconds, so that hashes over them can be recomputed. */
export const firstHouse: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}

const statements = [
  `create table settings (key text primary key, value jsonb not null)`,
  `create table organizations (
    id text primary key, name text not null, domain text, created_at timestamptz(3) not null)`,
  `create table users (
    id text primary key,
    organization text not null references organizations,
    email text not null, email_key text not null unique, name text not null,
    password_hash text,
    state text not null check (state in ('invited', 'active', 'disabled')),
    created_at timestamptz(3) not null, updated_at timestamptz(3) not null,
    last_login_at timestamptz(3), password_changed_at timestamptz(3))`,
  `create index users_by_organization on users (organization, created_at)`,
  `create table role_grants (
    id text primary key,
    organization text not null references organizations,
    user_id text not null references users on delete cascade,
    role text not null, scope jsonb,
    valid_from timestamptz(3), valid_until timestamptz(3))`,
  `create index role_grants_by_user on role_grants (user_id)`,
  `create table factors (
    id text primary key,
    organization text not null references organizations,
    user_id text not null references users on delete cascade,
    type text not null check (type in ('totp')),
    name text not null, secret_sealed text not null,
    created_at timestamptz(3) not null, confirmed_at timestamptz(3), last_used_at timestamptz(3),
    last_step bigint)`,
  `create index factors_by_user on factors (user_id)`,
  `create table recovery_codes (
    id text primary key,
    organization text not null references organizations,
    user_id text not null references users on delete cascade,
    code_hash bytea not null, created_at timestamptz(3) not null, used_at timestamptz(3),
    unique (user_id, code_hash))`,
  `create table login_sessions (
    id text primary key,
    organization text not null references organizations,
    user_id text not null references users on delete cascade,
    token_hash bytea not null unique,
    created_at timestamptz(3) not null, last_seen_at timestamptz(3) not null, expires_at timestamptz(3) not null,
    idle_seconds integer not null check (idle_seconds > 0),
    auth_time timestamptz(3) not null, auth_methods jsonb not null,
    mfa_verified boolean not null, restricted boolean not null,
    ip_address text, user_agent text,
    ended_at timestamptz(3), end_reason text)`,
  `create index login_sessions_open on login_sessions (organization, user_id) where ended_at is null`,
  `create table pending_sign_ins (
    id text primary key,
    organization text not null references organizations,
    user_id text not null references users on delete cascade,
    token_hash bytea not null unique,
    purpose text not null check (purpose in ('step-up', 'enrolment')),
    auth_methods jsonb not null,
    created_at timestamptz(3) not null, expires_at timestamptz(3) not null,
    wrong_codes integer not null default 0, completed_at timestamptz(3))`,
  `create table invitations (
    id text primary key,
    organization text not null references organizations,
    user_id text not null references users on delete cascade,
    token_hash bytea not null unique,
    created_at timestamptz(3) not null, expires_at timestamptz(3) not null, used_at timestamptz(3))`,
  `create table sign_in_failures (
    key text primary key, failures integer not null,
    last_failure_at timestamptz(3) not null, blocked_until timestamptz(3))`,
  `create index sign_in_failures_by_age on sign_in_failures (last_failure_at)`,
  `create table notices (
    id text primary key,
    organization text not null references organizations,
    user_id text not null references users on delete cascade,
    text text not null, created_at timestamptz(3) not null, seen_at timestamptz(3))`,
  `create index notices_unseen on notices (user_id, created_at) where seen_at is null`,
  `create table api_tokens (
    id text primary key,
    organization text not null references organizations,
    owner_id text references users on delete cascade,
    name text not null, token_hash bytea not null unique, roles jsonb not null,
    created_at timestamptz(3) not null, expires_at timestamptz(3), last_used_at timestamptz(3), revoked_at timestamptz(3))`,
  `create table policies (
    organization text not null references organizations,
    id text not null,
    type text not null, enabled boolean not null,
    document jsonb not null,
    revision integer not null,
    created_at timestamptz(3) not null, updated_at timestamptz(3) not null, updated_by text,
    primary key (organization, id))`,
  `create table audit_log (
    organization text not null references organizations,
    seq bigint not null,
    id text not null unique,
    timestamp timestamptz(3) not null,
    user_id text, user_email text, token_id text, token_name text,
    action text not null, resource text not null, details text not null, success boolean not null,
    ip_address text, request_id text,
    changes jsonb, decision jsonb, reason text,
    prev_hash text not null, hash text not null,
    primary key (organization, seq))`,
  `create index audit_log_by_time on audit_log (organization, timestamp)`,
  `create index audit_log_by_action on audit_log (organization, action, seq)`,
  `create index audit_log_by_resource on audit_log (organization, resource, seq)`,
  `create index audit_log_by_user on audit_log (organization, user_id, seq)`,
  `create table audit_head (
    organization text primary key references organizations,
    seq bigint not null, hash text not null, seal text not null)`,
  `create function refuse_audit_change() returns trigger language plpgsql as $$
    begin raise exception 'The audit log is append-only: % is refused', tg_op using errcode = 'insufficient_privilege'; end $$`,
  `create trigger audit_log_append_only before update or delete on audit_log
    for each row execute function refuse_audit_change()`,
  `create trigger audit_log_no_truncate before truncate on audit_log
    for each statement execute function refuse_audit_change()`,
]

import { sql, type Kysely, type Migration } from 'kysely'

/** Passkeys beside authenticator apps: the keys, and the challenges that are open for five minutes. */
export const passkeys: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}

const statements = [
  `alter table factors drop constraint factors_type_check`,
  `alter table factors alter column secret_sealed drop not null`,
  // An app shares a secret with us; of a passkey we hold the public half only.
  `alter table factors
    add constraint factors_type_check check (type in ('totp', 'webauthn')),
    add constraint factors_secret_check check ((type = 'totp') = (secret_sealed is not null))`,
  `alter table users add column passkey_handle bytea unique`,
  `create table passkeys (
    factor_id text primary key references factors on delete cascade,
    organization text not null references organizations,
    user_id text not null references users on delete cascade,
    credential_id text not null unique,
    public_key bytea not null,
    counter bigint not null check (counter >= 0),
    transports jsonb not null,
    aaguid text not null,
    backup_eligible boolean not null, backed_up boolean not null,
    check (backup_eligible or not backed_up))`,
  `create index passkeys_by_user on passkeys (user_id)`,
  `create table webauthn_challenges (
    hash bytea primary key,
    organization text not null references organizations,
    purpose text not null check (purpose in ('enrol', 'second-factor', 'passkey')),
    user_id text references users on delete cascade,
    session_id text references login_sessions on delete cascade,
    pending_id text references pending_sign_ins on delete cascade,
    expires_at timestamptz(3) not null,
    check (num_nonnulls(session_id, pending_id) = case purpose when 'passkey' then 0 else 1 end),
    check ((purpose = 'passkey') = (user_id is null)))`,
  `create index webauthn_challenges_by_age on webauthn_challenges (expires_at)`,
  // Where somebody has signed in from before is asked at every sign-in, of ended sessions too.
  `create index login_sessions_by_user on login_sessions (user_id, created_at)`,
]

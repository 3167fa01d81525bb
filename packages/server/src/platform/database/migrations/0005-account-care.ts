import { sql, type Kysely, type Migration } from 'kysely'

/** What administrators do for people: links that reset an account, and locks that only they lift. */
export const accountCare: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}

const statements = [
  `create table account_resets (
    id text primary key,
    organization text not null references organizations,
    user_id text not null references users on delete cascade,
    token_hash bytea not null unique,
    password boolean not null, factors boolean not null, check (password or factors),
    old_password_hash text,
    started_by text not null,
    created_at timestamptz(3) not null, expires_at timestamptz(3) not null, used_at timestamptz(3))`,
  `create unique index account_resets_open on account_resets (user_id) where used_at is null`,
  // Beside the count that a quiet day forgets: the one that only a success forgets, and whose account it is.
  `alter table sign_in_failures
    add column consecutive integer not null default 0,
    add column user_id text references users on delete cascade`,
  `update sign_in_failures set consecutive = failures`,
  `create index sign_in_failures_by_user on sign_in_failures (user_id) where user_id is not null`,
]

import { sql, type Kysely, type Migration } from 'kysely'

/** What the audit page asks of the log beside the list: what belongs together, saved views, the last verification. */
export const auditPage: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}

const statements = [
  `alter table audit_log add column session_id text`,
  `create index audit_log_by_request on audit_log (organization, request_id) where request_id is not null`,
  `create index audit_log_by_session on audit_log (organization, session_id) where session_id is not null`,
  // The list is searched in memory now (decision 6); every index that is not read only slows appending down.
  `drop index audit_log_by_action`,
  `drop index audit_log_by_user`,
  `create table audit_views (
    organization text not null references organizations,
    owner text not null,
    name text not null,
    query jsonb not null,
    created_at timestamptz(3) not null, updated_at timestamptz(3) not null,
    primary key (organization, owner, name))`,
  `create table audit_verifications (
    organization text primary key references organizations,
    valid boolean not null,
    verified_at timestamptz(3) not null,
    checked bigint not null,
    through bigint not null,
    first_fault jsonb,
    check (valid = (first_fault is null)))`,
]

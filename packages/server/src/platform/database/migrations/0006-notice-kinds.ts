import { sql, type Kysely, type Migration } from 'kysely'

/** Notices say what they are about, so that a console can word them, and which session did it. */
export const noticeKinds: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}

const statements = [
  // A session and what it leaves are written in one transaction, in either order.
  `alter table notices
    add column kind text not null default 'message',
    add column facts jsonb not null default '{}',
    add column session_id text references login_sessions on delete set null deferrable initially deferred`,
  `alter table notices alter column kind drop default, alter column facts drop default`,
  `create index notices_by_session on notices (session_id) where session_id is not null`,
]

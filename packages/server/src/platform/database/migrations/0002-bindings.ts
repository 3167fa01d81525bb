import { sql, type Kysely, type Migration } from 'kysely'

/** Templates become active through bindings: one subject on one resource and everything below it. */
export const bindings: Migration = {
  async up(db: Kysely<unknown>) {
    await sql
      .raw(
        `create table bindings (
          organization text not null references organizations,
          id text not null,
          policy text not null,
          subject text not null, resource text not null,
          enabled boolean not null,
          valid_from timestamptz(3), valid_until timestamptz(3),
          created_at timestamptz(3) not null, created_by text,
          primary key (organization, id),
          foreign key (organization, policy) references policies (organization, id),
          check (valid_from < valid_until))`,
      )
      .execute(db)
    await sql.raw(`create index bindings_by_policy on bindings (organization, policy)`).execute(db)
  },
}

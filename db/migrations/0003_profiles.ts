import { sql, type Kysely } from "kysely";

/** What a company says of itself, and how that changed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table profiles (
      tenant_id uuid not null default current_setting('app.tenant_id')::uuid references tenants,
      -- by asked fact; a fact that is in neither of the two was not asked yet
      given jsonb not null default '{}',
      -- answered with "not sure"
      unsure text[] not null default '{}',
      -- since when a change goes through a preview; null while the intake is taken for the first time
      applied_at timestamptz,
      revision int not null default 0,
      changed_at timestamptz not null,
      changed_by uuid not null,
      primary key (tenant_id)
    );

    -- one row a revision
    create table profile_changes (
      tenant_id uuid not null default current_setting('app.tenant_id')::uuid,
      revision int not null,
      -- the facts that it changed; none when what had been said was applied
      facts text[] not null,
      before jsonb not null,
      after jsonb not null,
      -- with it, the facts of all running assessments became those of the profile
      applied boolean not null,
      changed_at timestamptz not null,
      changed_by uuid not null,
      primary key (tenant_id, revision),
      foreign key (tenant_id) references profiles on delete cascade
    );
  `.execute(db);

  await sql`
    do $$
    declare name text;
    begin
      foreach name in array array['profiles','profile_changes'] loop
        execute format('alter table %I enable row level security, force row level security', name);
        execute format('create policy own_tenant on %I using (tenant_id = current_setting(''app.tenant_id'')::uuid)', name);
        execute format('grant select, insert, update, delete on %I to app', name);
      end loop;
    end $$;
    revoke update, delete on profile_changes from app;
  `.execute(db);
}

import { sql, type Kysely } from "kysely";

/** What proves an answer: files and links, each once in a company, attached to any number of answers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table evidence (
      tenant_id uuid not null default current_setting('app.tenant_id')::uuid references tenants,
      evidence_id uuid not null default gen_random_uuid(),
      kind text not null check (kind in ('file', 'link')),
      -- a file's name with its ending, or what a link is called
      title text not null check (title <> ''),
      -- the bytes lie in the file store, under the company and this hash
      sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
      media_type text,
      bytes bigint check (bytes > 0),
      url text check (url like 'https://%'),
      -- the days that it speaks of, and the last on which it proves anything; none given means twelve months
      period_from date,
      period_to date,
      valid_until date,
      -- who keeps it up to date; none means who brought it
      owner_id uuid,
      created_at timestamptz not null,
      created_by uuid not null,
      removed_at timestamptz,
      removed_by uuid,
      revision int not null default 1,
      primary key (tenant_id, evidence_id),
      foreign key (tenant_id, owner_id) references people (tenant_id, person_id),
      check (case kind when 'file' then sha256 is not null and media_type is not null and bytes is not null and url is null
        else url is not null and sha256 is null end),
      check (period_to >= period_from)
    );
    create index evidence_same_file on evidence (tenant_id, sha256) where sha256 is not null;
    create index evidence_same_link on evidence (tenant_id, url) where url is not null;

    create table answer_evidence (
      tenant_id uuid not null default current_setting('app.tenant_id')::uuid,
      assessment_id uuid not null,
      question_id text not null,
      evidence_id uuid not null,
      attached_at timestamptz not null,
      attached_by uuid not null,
      -- taken off, and may be put back
      removed_at timestamptz,
      removed_by uuid,
      primary key (tenant_id, assessment_id, question_id, evidence_id),
      foreign key (tenant_id, assessment_id) references assessments on delete cascade,
      foreign key (tenant_id, evidence_id) references evidence
    );
    create index answer_evidence_where_used on answer_evidence (tenant_id, evidence_id);
  `.execute(db);

  await sql`
    do $$
    declare name text;
    begin
      foreach name in array array['evidence','answer_evidence'] loop
        execute format('alter table %I enable row level security, force row level security', name);
        execute format('create policy own_tenant on %I using (tenant_id = current_setting(''app.tenant_id'')::uuid)', name);
        execute format('grant select, insert, update, delete on %I to app', name);
      end loop;
    end $$;
  `.execute(db);
}

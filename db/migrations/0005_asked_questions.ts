import { sql, type Kysely } from "kysely";

/** Questions that are sent by link to somebody without an account, and what comes back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table links drop constraint links_kind_check;
    alter table links add constraint links_kind_check check (kind in ('invitation', 'engagement', 'question'));

    -- what a link of kind 'question' asks: one question, or as many as a whole topic has
    create table question_requests (
      tenant_id uuid not null default current_setting('app.tenant_id')::uuid,
      link_id uuid not null,
      assessment_id uuid not null,
      question_ids text[] not null check (cardinality(question_ids) between 1 and 100),
      colleague text not null check (colleague <> ''),
      message text,
      language text not null check (language in ('vi', 'en')),
      opened_at timestamptz,
      primary key (tenant_id, link_id),
      foreign key (tenant_id, link_id) references links,
      foreign key (tenant_id, assessment_id) references assessments on delete cascade
    );
    create index question_requests_by_assessment on question_requests (tenant_id, assessment_id);

    -- what was replied: corrected by another revision, never overwritten. It is no answer before somebody of the company
    -- has accepted it
    create table asked_replies (
      tenant_id uuid not null default current_setting('app.tenant_id')::uuid,
      link_id uuid not null,
      question_id text not null,
      revision int not null,
      kind text not null check (kind in ('choice', 'dont-know', 'not-applicable')),
      value jsonb,
      reason text,
      note text,
      given_name text not null check (given_name <> ''),
      replied_at timestamptz not null,
      -- the sheet's own mark of this sending: a repeated one finds it and counts once
      save_key uuid not null,
      decision text check (decision in ('accepted', 'declined')),
      decided_by uuid,
      decided_at timestamptz,
      primary key (tenant_id, link_id, question_id, revision),
      foreign key (tenant_id, link_id) references question_requests on delete cascade,
      check ((decision is null) = (decided_at is null))
    );

    -- whose reply an answer was accepted from
    alter table answers add column request_id uuid;
    alter table answers add foreign key (tenant_id, request_id) references question_requests (tenant_id, link_id);
    alter table answer_revisions add column request_id uuid;
    -- by name: a column that both tables have got since stands in another place here and there
    create or replace function keep_earlier_answer() returns trigger language plpgsql as $$
    begin
      insert into answer_revisions
        select * from jsonb_populate_record(null::answer_revisions, to_jsonb(old) || jsonb_build_object('replaced_at', new.answered_at))
        on conflict do nothing;
      return new;
    end $$;
  `.execute(db);

  await sql`
    do $$
    declare name text;
    begin
      foreach name in array array['question_requests','asked_replies'] loop
        execute format('alter table %I enable row level security, force row level security', name);
        execute format('create policy own_tenant on %I using (tenant_id = current_setting(''app.tenant_id'')::uuid)', name);
        execute format('grant select, insert, update, delete on %I to app', name);
      end loop;
    end $$;
  `.execute(db);
}

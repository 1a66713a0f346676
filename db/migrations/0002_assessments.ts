import { sql, type Kysely } from "kysely";

/** Assessments, answers with their earlier revisions, tasks, schedules and the standing that a practice reads. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table schedules (
      tenant_id uuid not null default current_setting('app.tenant_id')::uuid references tenants,
      schedule_id uuid not null default gen_random_uuid(),
      framework_id text not null,
      cadence text not null check (cadence in ('monthly', 'quarterly', 'half-yearly', 'yearly', 'once')),
      -- the day that all due days are counted from, so that the 31st comes back after a short month
      anchor_on date not null,
      next_on date,
      created_at timestamptz not null,
      created_by uuid not null,
      revision int not null default 1,
      primary key (tenant_id, schedule_id),
      unique (tenant_id, framework_id)
    );
    create index schedules_due on schedules (next_on) where next_on is not null;

    create table assessments (
      tenant_id uuid not null default current_setting('app.tenant_id')::uuid references tenants,
      assessment_id uuid not null default gen_random_uuid(),
      framework_id text not null,
      framework_version text not null,
      content_revision text not null,
      number int not null,
      state text not null check (state in ('open', 'in-review', 'completed', 'abandoned', 'superseded')),
      facts jsonb not null default '{}',
      previous_id uuid,
      schedule_id uuid,
      due_on date,
      opened_at timestamptz not null,
      opened_by uuid,
      completed_at timestamptz,
      completed_by uuid,
      result jsonb,
      revision int not null default 1,
      primary key (tenant_id, assessment_id),
      unique (tenant_id, framework_id, number),
      foreign key (tenant_id, previous_id) references assessments,
      foreign key (tenant_id, schedule_id) references schedules
    );
    create unique index assessments_one_running on assessments (tenant_id, framework_id) where state in ('open', 'in-review');

    -- one row each time that an assessment was completed; reopening marks the row and keeps it
    create table assessment_results (
      tenant_id uuid not null default current_setting('app.tenant_id')::uuid,
      assessment_id uuid not null,
      sequence int not null,
      completed_at timestamptz not null,
      completed_by uuid not null,
      result jsonb not null,
      reopened_at timestamptz,
      reopened_by uuid,
      primary key (tenant_id, assessment_id, sequence),
      foreign key (tenant_id, assessment_id) references assessments on delete cascade
    );

    create table tasks (
      tenant_id uuid not null default current_setting('app.tenant_id')::uuid references tenants,
      task_id uuid not null default gen_random_uuid(),
      number int not null,
      framework_id text not null,
      playbook_id text not null,
      status text not null check (status in ('to-do', 'doing', 'in-review', 'done', 'accepted-risk')),
      owner_id uuid,
      due_on date,
      created_at timestamptz not null,
      created_by uuid not null,
      closed_at timestamptz,
      closed_by uuid,
      revision int not null default 1,
      primary key (tenant_id, task_id),
      unique (tenant_id, number),
      foreign key (tenant_id, owner_id) references people (tenant_id, person_id)
    );
    -- one open task a playbook: making it twice, by a double click or by two people, finds the first
    create unique index tasks_one_open on tasks (tenant_id, framework_id, playbook_id) where status in ('to-do', 'doing', 'in-review');
    create index tasks_open on tasks (tenant_id, framework_id) where status in ('to-do', 'doing', 'in-review');

    -- the gaps that a task closes
    create table task_gaps (
      tenant_id uuid not null default current_setting('app.tenant_id')::uuid,
      task_id uuid not null,
      question_id text not null,
      assessment_id uuid not null,
      primary key (tenant_id, task_id, question_id),
      foreign key (tenant_id, task_id) references tasks on delete cascade,
      foreign key (tenant_id, assessment_id) references assessments
    );
    create table task_steps (
      tenant_id uuid not null default current_setting('app.tenant_id')::uuid,
      task_id uuid not null,
      step int not null,
      done_at timestamptz not null,
      done_by uuid not null,
      primary key (tenant_id, task_id, step),
      foreign key (tenant_id, task_id) references tasks on delete cascade
    );
    create table task_events (
      tenant_id uuid not null default current_setting('app.tenant_id')::uuid,
      task_id uuid not null,
      event_id uuid not null default gen_random_uuid(),
      at timestamptz not null,
      person_id uuid not null,
      kind text not null,
      detail jsonb not null default '{}',
      primary key (tenant_id, task_id, event_id),
      foreign key (tenant_id, task_id) references tasks on delete cascade
    );

    create table answers (
      tenant_id uuid not null default current_setting('app.tenant_id')::uuid,
      assessment_id uuid not null,
      question_id text not null,
      revision int not null,
      -- 'none': nothing is answered, be it that an answer was taken back or that only a note stands here
      kind text not null check (kind in ('choice', 'dont-know', 'not-applicable', 'none')),
      value jsonb,
      credit int not null default 0 check (credit between 0 and 100),
      reason text,
      note text,
      confirmed boolean not null default true,
      accepted_by uuid,
      accepted_at timestamptz,
      verdict_credit int check (verdict_credit between 0 and 100),
      verdict_by uuid,
      verdict_at timestamptz,
      -- what moved it: a person answering, a closed task, an earlier assessment that it was carried over from
      source text not null default 'person' check (source in ('person', 'task', 'carried')),
      task_id uuid,
      answered_by uuid not null,
      answered_at timestamptz not null,
      -- the writer's own mark of this save: a repeated send finds it and is no conflict
      save_key uuid,
      primary key (tenant_id, assessment_id, question_id),
      -- both columns: foreign keys are checked without row security, so the id alone could cross tenants
      foreign key (tenant_id, assessment_id) references assessments on delete cascade,
      foreign key (tenant_id, task_id) references tasks
    );
    create table answer_revisions (like answers including defaults including constraints, replaced_at timestamptz not null,
      primary key (tenant_id, assessment_id, question_id, revision),
      foreign key (tenant_id, assessment_id) references assessments on delete cascade);
    create function keep_earlier_answer() returns trigger language plpgsql as $$
    begin
      insert into answer_revisions select old.*, new.answered_at on conflict do nothing;
      return new;
    end $$;
    create trigger keep_earlier before update on answers for each row
      when (old.revision is distinct from new.revision) execute function keep_earlier_answer();

    -- what a task that was closed after the completion changed; the completed result itself stays as it was sealed
    create table improvements (
      tenant_id uuid not null default current_setting('app.tenant_id')::uuid,
      assessment_id uuid not null,
      question_id text not null,
      task_id uuid not null,
      value jsonb,
      credit int not null check (credit between 0 and 100),
      recorded_at timestamptz not null,
      recorded_by uuid not null,
      primary key (tenant_id, assessment_id, question_id, task_id),
      foreign key (tenant_id, assessment_id) references assessments on delete cascade,
      foreign key (tenant_id, task_id) references tasks on delete cascade
    );

    -- what came of a due day; its key is what makes the opening happen once
    create table schedule_runs (
      tenant_id uuid not null default current_setting('app.tenant_id')::uuid,
      schedule_id uuid not null,
      due_on date not null,
      outcome text not null check (outcome in ('opened', 'still-running')),
      assessment_id uuid not null,
      skipped int not null default 0,
      at timestamptz not null,
      primary key (tenant_id, schedule_id, due_on),
      foreign key (tenant_id, schedule_id) references schedules on delete cascade,
      foreign key (tenant_id, assessment_id) references assessments
    );

    -- company x framework, kept by whatever changes it, so that a practice reads all its clients in one statement
    create table standings (
      tenant_id uuid not null default current_setting('app.tenant_id')::uuid references tenants,
      framework_id text not null,
      running_id uuid,
      running jsonb,
      completed_id uuid,
      completed jsonb,
      changed_at timestamptz not null,
      primary key (tenant_id, framework_id),
      foreign key (tenant_id, running_id) references assessments,
      foreign key (tenant_id, completed_id) references assessments
    );
  `.execute(db);

  await sql`
    do $$
    declare name text;
    begin
      foreach name in array array['schedules','assessments','assessment_results','tasks','task_gaps','task_steps','task_events',
        'answers','answer_revisions','improvements','schedule_runs','standings'] loop
        execute format('alter table %I enable row level security, force row level security', name);
        execute format('create policy own_tenant on %I using (tenant_id = current_setting(''app.tenant_id'')::uuid)', name);
        execute format('grant select, insert, update, delete on %I to app', name);
      end loop;
    end $$;
    revoke update, delete on answer_revisions from app;
    create policy looked_up on schedules for select to current_user using (true);
    -- a company that the practice may read is one whose engagement is live: the policy of tenants says which
    create policy practice_reads on standings for select to app
      using (nullif(current_setting('app.practice_id', true), '') is not null
        and exists (select 1 from tenants t where t.tenant_id = standings.tenant_id));

    -- a due day begins at seven in the morning of the company's own zone
    create function lookup.due_schedules(at timestamptz, most int) returns table (tenant_id uuid, schedule_id uuid, due_on date)
    language sql stable security definer set search_path = '' as $$
      select s.tenant_id, s.schedule_id, s.next_on
      from public.schedules s join public.tenants t on t.tenant_id = s.tenant_id
      where s.next_on <= ((at at time zone t.zone) - interval '7 hours')::date
      order by s.next_on limit most
    $$;
    revoke execute on all functions in schema lookup from public;
    grant execute on all functions in schema lookup to app;
  `.execute(db);
}

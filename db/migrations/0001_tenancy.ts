import { sql, type Kysely } from "kysely";

/** Companies, people, practices, engagements, links; what is looked up before a tenant is known; mail, audit, job effects. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create schema lookup;
    grant usage on schema lookup to app;
    grant usage on schema public to app;

    create table tenants (
      tenant_id uuid not null default current_setting('app.tenant_id')::uuid primary key,
      slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
      name text not null check (name <> ''),
      kind text not null default 'company' check (kind in ('company', 'installation')),
      zone text not null default 'Asia/Ho_Chi_Minh',
      -- who a fine would be counted for: scoring.md 4.1 halves and doubles by it
      subject text not null default 'organisation' check (subject in ('organisation', 'household', 'individual')),
      created_at timestamptz not null,
      revision int not null default 1
    );

    -- everyone whom the company knows by name: members, consultants, people behind a link; erasure may blank a row
    create table people (
      tenant_id uuid not null default current_setting('app.tenant_id')::uuid references tenants,
      person_id uuid not null,
      name text not null,
      email text,
      language text not null default 'vi' check (language in ('vi', 'en')),
      primary key (tenant_id, person_id)
    );
    create index people_by_person on people (person_id);

    create table memberships (
      tenant_id uuid not null default current_setting('app.tenant_id')::uuid,
      person_id uuid not null,
      role text not null check (role in ('owner', 'manager', 'contributor', 'viewer')),
      joined_at timestamptz not null,
      primary key (tenant_id, person_id),
      foreign key (tenant_id, person_id) references people
    );
    create index memberships_by_person on memberships (person_id);

    create table practices (
      practice_id uuid not null default current_setting('app.practice_id')::uuid primary key,
      slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
      name text not null check (name <> ''),
      created_at timestamptz not null
    );
    create table practice_members (
      practice_id uuid not null default current_setting('app.practice_id')::uuid references practices,
      person_id uuid not null,
      role text not null check (role in ('owner', 'consultant')),
      name text not null,
      email text not null,
      joined_at timestamptz not null,
      primary key (practice_id, person_id)
    );
    create index practice_members_by_person on practice_members (person_id);

    create table engagements (
      tenant_id uuid not null default current_setting('app.tenant_id')::uuid references tenants,
      engagement_id uuid not null default gen_random_uuid(),
      practice_id uuid not null references practices,
      practice_name text not null,
      started_at timestamptz not null,
      ends_on date,
      ended_at timestamptz,
      ended_by uuid,
      primary key (tenant_id, engagement_id)
    );
    create unique index engagements_live on engagements (tenant_id, practice_id) where ended_at is null;
    create index engagements_by_practice on engagements (practice_id) where ended_at is null;

    -- every door that a token opens; only the token's hash is kept
    create table links (
      tenant_id uuid not null default current_setting('app.tenant_id')::uuid references tenants,
      link_id uuid not null default gen_random_uuid(),
      kind text not null check (kind in ('invitation', 'engagement')),
      token_hash text not null unique,
      detail jsonb not null,
      created_at timestamptz not null,
      created_by uuid not null,
      expires_at timestamptz not null,
      used_at timestamptz,
      used_by uuid,
      revoked_at timestamptz,
      revoked_by uuid,
      primary key (tenant_id, link_id)
    );

    create table outbox (
      tenant_id uuid not null default current_setting('app.tenant_id')::uuid references tenants,
      mail_id uuid not null default gen_random_uuid(),
      to_address text not null,
      language text not null check (language in ('vi', 'en')),
      kind text not null,
      subject text not null,
      body_text text not null,
      body_html text not null,
      message_id text not null,
      created_at timestamptz not null,
      sent_at timestamptz,
      attempts int not null default 0,
      last_error text,
      next_attempt_at timestamptz not null,
      primary key (tenant_id, mail_id)
    );
    create index outbox_unsent on outbox (next_attempt_at) where sent_at is null;

    create table audit_events (
      tenant_id uuid not null default current_setting('app.tenant_id')::uuid references tenants,
      event_id uuid not null default gen_random_uuid(),
      at timestamptz not null,
      actor_kind text not null check (actor_kind in ('person', 'job', 'link', 'operator')),
      actor_id uuid,
      action text not null,
      object_kind text not null,
      object_id text not null,
      address_hash text,
      detail_hash text not null,
      sequence bigint,
      previous_hash text,
      hash text,
      sealed_at timestamptz,
      primary key (tenant_id, event_id),
      unique (tenant_id, sequence)
    );
    create index audit_events_by_time on audit_events (tenant_id, at desc, event_id);
    create index audit_events_unsealed on audit_events (tenant_id) where sequence is null;
    create table audit_details (
      tenant_id uuid not null default current_setting('app.tenant_id')::uuid,
      event_id uuid not null,
      salt text not null,
      detail jsonb,
      redacted_at timestamptz,
      primary key (tenant_id, event_id),
      foreign key (tenant_id, event_id) references audit_events
    );
    -- an event is written once and sealed once; what was said of it may be deleted, that it happened may not
    create function keep_audit_event() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' and old.sequence is null and new.sequence is not null
        and (to_jsonb(new) - array['sequence','previous_hash','hash','sealed_at'])
          = (to_jsonb(old) - array['sequence','previous_hash','hash','sealed_at']) then
        return new;
      end if;
      raise exception 'audit events are append-only' using errcode = '42501';
    end $$;
    create trigger append_only before update or delete on audit_events for each row execute function keep_audit_event();
    create trigger never_truncated before truncate on audit_events execute function keep_audit_event();
  `.execute(db);

  await sql`
    do $$
    declare name text;
    begin
      foreach name in array array['tenants','people','memberships','engagements','links','outbox','audit_events','audit_details'] loop
        execute format('alter table %I enable row level security, force row level security', name);
        execute format('create policy own_tenant on %I using (tenant_id = current_setting(''app.tenant_id'')::uuid)', name);
        execute format('grant select, insert, update, delete on %I to app', name);
      end loop;
      foreach name in array array['practices','practice_members'] loop
        execute format('alter table %I enable row level security, force row level security', name);
        execute format('create policy own_practice on %I using (practice_id = nullif(current_setting(''app.practice_id'', true), '''')::uuid)', name);
        execute format('grant select, insert, update, delete on %I to app', name);
      end loop;
      -- read by the look-up functions, which run as the owner; forced row security binds the owner too
      foreach name in array array['tenants','memberships','practices','practice_members','engagements','links','outbox','audit_events'] loop
        execute format('create policy looked_up on %I for select to current_user using (true)', name);
      end loop;
    end $$;
    revoke delete on audit_events from app;
  `.execute(db);

  await sql`
    -- who asks, and what they may do in the company that the address names; one statement a request
    create function lookup.access(session_token text, company text, at timestamptz)
    returns table (session_id uuid, session_updated_at timestamptz, person_id uuid, name text, email text, email_verified boolean,
                   language text, theme text, is_operator boolean, tenant_id uuid, role text, practice_id uuid)
    language sql stable security definer set search_path = '' as $$
      select s."id", s."updatedAt", u."id", u."name", u."email", u."emailVerified", u."language", u."theme", u."operator",
             a.tenant_id, a.role, a.practice_id
      from auth."session" s
      join auth."user" u on u."id" = s."userId"
      left join lateral (
        select t.tenant_id, m.role, null::uuid as practice_id, 0 as rank
          from public.tenants t join public.memberships m on m.tenant_id = t.tenant_id
          where t.slug = access.company and m.person_id = u."id"
        union all
        select t.tenant_id, 'consultant', e.practice_id, 1
          from public.tenants t
          join public.engagements e on e.tenant_id = t.tenant_id and e.ended_at is null
            and (e.ends_on is null or e.ends_on >= (access.at at time zone t.zone)::date)
          join public.practice_members p on p.practice_id = e.practice_id and p.person_id = u."id"
          where t.slug = access.company
        order by rank limit 1
      ) a on true
      -- sessions end by the real clock, which wrote them: a moved one (CLOCK_SHIFT_FILE) would end each at once
      where s."token" = access.session_token and s."expiresAt" > now()
    $$;

    create function lookup.tenants_of(person uuid) returns setof uuid
    language sql stable security definer set search_path = '' as $$
      select m.tenant_id from public.memberships m where m.person_id = person
    $$;

    create function lookup.practice(person uuid, practice_slug text) returns table (practice_id uuid, role text)
    language sql stable security definer set search_path = '' as $$
      select p.practice_id, m.role from public.practices p join public.practice_members m on m.practice_id = p.practice_id
      where p.slug = practice_slug and m.person_id = person
    $$;

    create function lookup.practices_of(person uuid) returns setof uuid
    language sql stable security definer set search_path = '' as $$
      select m.practice_id from public.practice_members m where m.person_id = person
    $$;

    create function lookup.link(hash text) returns table (tenant_id uuid, link_id uuid)
    language sql stable security definer set search_path = '' as $$
      select l.tenant_id, l.link_id from public.links l where l.token_hash = hash
    $$;

    create function lookup.unsent_mail(at timestamptz, most int) returns table (tenant_id uuid, mail_id uuid)
    language sql stable security definer set search_path = '' as $$
      select o.tenant_id, o.mail_id from public.outbox o
      where o.sent_at is null and o.next_attempt_at <= at order by o.next_attempt_at limit most
    $$;

    create function lookup.unsealed_tenants(most int) returns setof uuid
    language sql stable security definer set search_path = '' as $$
      select distinct e.tenant_id from public.audit_events e where e.sequence is null limit most
    $$;

    create function lookup.is_operator(person uuid) returns boolean
    language sql stable security definer set search_path = '' as $$
      select coalesce((select u."operator" from auth."user" u where u."id" = person), false)
    $$;

    revoke execute on all functions in schema lookup from public;
    grant execute on all functions in schema lookup to app;

    -- a person reads the names of the companies and practices that are theirs, in one statement; a practice those of its live clients
    create policy own_companies on tenants for select to app
      using (tenant_id in (select lookup.tenants_of(nullif(current_setting('app.person_id', true), '')::uuid)));
    -- a new name, address or language reaches every company that knows the person, in one statement
    create policy own_entry_read on people for select to app using (person_id = nullif(current_setting('app.person_id', true), '')::uuid);
    create policy own_entry on people for update to app using (person_id = nullif(current_setting('app.person_id', true), '')::uuid);
    create policy own_entry_read on practice_members for select to app using (person_id = nullif(current_setting('app.person_id', true), '')::uuid);
    create policy own_entry on practice_members for update to app using (person_id = nullif(current_setting('app.person_id', true), '')::uuid);
    create policy own_role on memberships for select to app
      using (person_id = nullif(current_setting('app.person_id', true), '')::uuid);
    create policy own_practices on practices for select to app
      using (practice_id in (select lookup.practices_of(nullif(current_setting('app.person_id', true), '')::uuid)));
    create policy practice_reads on engagements for select to app
      using (practice_id = nullif(current_setting('app.practice_id', true), '')::uuid);
    create policy practice_reads on tenants for select to app
      using (exists (select 1 from engagements e where e.tenant_id = tenants.tenant_id
        and e.practice_id = nullif(current_setting('app.practice_id', true), '')::uuid and e.ended_at is null
        and (e.ends_on is null or e.ends_on >= (now() at time zone tenants.zone)::date)));
    -- the operator reads mail that could not be sent elsewhere, and nothing else of a tenant
    create policy operator_reads on outbox for select to app
      using (lookup.is_operator(nullif(current_setting('app.operator_id', true), '')::uuid));

    -- what belongs to no company (identity mails, sign-in events) belongs to the installation
    select set_config('app.tenant_id', '00000000-0000-0000-0000-000000000000', true);
    insert into tenants (slug, name, kind, created_at) values ('installation', 'Chữ Tín', 'installation', now());
  `.execute(db);
}

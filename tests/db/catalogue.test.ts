import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freshDatabase, type FreshDatabase } from "#tests/database.ts";

/** The only schemas whose tables are no tenant's: the queue's and the identity library's hold ids of a tenant at most. */
const exceptions = ["auth", "bullmq", "migration"];
let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

interface Table {
  name: string;
  forced: boolean;
  key: string[];
  owner: string;
}
async function ourTables(): Promise<Table[]> {
  const { rows } = await sql<Table>`
    select n.nspname || '.' || c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced, pg_get_userbyid(c.relowner) as owner,
      (select array_agg(a.attname::text order by k.place) from pg_index i
        cross join lateral unnest(i.indkey) with ordinality as k(attnum, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
        where i.indrelid = c.oid and i.indisprimary) as key
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'f', 'm') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
      and n.nspname <> all(${exceptions})
    order by 1`.execute(database.owner);
  return rows;
}

test("every table outside the named schemas is a tenant's or a practice's, keyed by it, under forced row security", async () => {
  const tables = await ourTables();
  expect(tables.length).toBeGreaterThan(20);
  for (const { name, forced, key, owner } of tables) {
    expect(key?.[0], `the key of ${name}`).toMatch(/^(tenant|practice)_id$/);
    expect(forced, `row security of ${name}`).toBe(true);
    expect(owner, `owner of ${name}`).not.toBe("app");
  }
});

test("a policy confines each of them to its own tenant or practice, for reading and for writing", async () => {
  const { rows } = await sql<{ name: string; command: string; using: string }>`
    select schemaname || '.' || tablename as name, cmd as command, qual as using from pg_policies where policyname in ('own_tenant', 'own_practice')`.execute(
    database.owner,
  );
  for (const { name, key } of await ourTables()) {
    const policy = rows.find((row) => row.name === name);
    expect(policy?.command, `policy of ${name}`).toBe("ALL");
    expect(policy?.using, `policy of ${name}`).toContain(
      key[0] === "tenant_id"
        ? "(tenant_id = (current_setting('app.tenant_id'"
        : "(practice_id = (NULLIF(current_setting('app.practice_id'",
    );
  }
});

test("what else can be read stands on a short list", async () => {
  const { rows } = await sql<{ policy: string }>`
    select tablename || ': ' || policyname || ' (' || cmd || ')' as policy from pg_policies
    where schemaname = 'public' and policyname not in ('own_tenant', 'own_practice') order by 1`.execute(
    database.owner,
  );
  expect(rows.map(({ policy }) => policy)).toEqual([
    "audit_events: looked_up (SELECT)",
    "engagements: looked_up (SELECT)",
    "engagements: practice_reads (SELECT)",
    "links: looked_up (SELECT)",
    "memberships: looked_up (SELECT)",
    "memberships: own_role (SELECT)",
    "outbox: looked_up (SELECT)",
    "outbox: operator_reads (SELECT)",
    "people: own_entry (UPDATE)",
    "people: own_entry_read (SELECT)",
    "practice_members: looked_up (SELECT)",
    "practice_members: own_entry (UPDATE)",
    "practice_members: own_entry_read (SELECT)",
    "practices: looked_up (SELECT)",
    "practices: own_practices (SELECT)",
    "schedules: looked_up (SELECT)",
    "standings: practice_reads (SELECT)",
    "tenants: looked_up (SELECT)",
    "tenants: own_companies (SELECT)",
    "tenants: practice_reads (SELECT)",
  ]);
});

test("what is looked up before a tenant is known is one schema of functions, each for the app alone", async () => {
  const { rows } = await sql<{
    name: string;
    definer: boolean;
    path: string[] | null;
    publicly: boolean;
    byApp: boolean;
    result: string;
  }>`
    select p.proname as name, p.prosecdef as definer, p.proconfig as path, pg_get_function_result(p.oid) as result,
      has_function_privilege('auth', p.oid, 'execute') as publicly, has_function_privilege('app', p.oid, 'execute') as "byApp"
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'lookup' order by 1`.execute(
    database.owner,
  );
  expect(rows.map(({ name }) => name)).toEqual([
    "access",
    "due_schedules",
    "is_operator",
    "link",
    "practice",
    "practices_of",
    "tenants_of",
    "unsealed_tenants",
    "unsent_mail",
  ]);
  for (const { name, definer, path, publicly, byApp, result } of rows) {
    expect(definer, `${name} runs as the owner`).toBe(true);
    expect(path, `${name} has its search path pinned`).toEqual(['search_path=""']);
    expect(publicly, `${name} is not everybody's`).toBe(false);
    expect(byApp, `${name} is the app's`).toBe(true);
    // ids, days and roles; the asker's own name and settings come with the session
    if (name !== "access") expect(result, name).toMatch(/^(boolean|SETOF uuid|TABLE\((\w+ (uuid|date|text)(, )?)+\))$/);
  }
  const { rows: elsewhere } = await sql<{ name: string }>`
    select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and n.nspname not in ('lookup', 'pg_catalog')`.execute(database.owner);
  expect(elsewhere).toEqual([]);
});

test("a foreign key between tables of a tenant names the tenant, since it is checked without row security", async () => {
  const { rows } = await sql<{ name: string; columns: string[] }>`
    select c.conrelid::regclass::text || '.' || c.conname as name,
      (select array_agg(a.attname::text) from unnest(c.conkey) k join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k) as columns
    from pg_constraint c join pg_namespace n on n.oid = c.connamespace
    where c.contype = 'f' and n.nspname = 'public' and c.conrelid::regclass::text not in ('practice_members')`.execute(
    database.owner,
  );
  expect(rows.length).toBeGreaterThan(15);
  for (const { name, columns } of rows) {
    // that an engagement names a practice crosses on purpose: it is what joins the two
    if (name !== "engagements.engagements_practice_id_fkey") expect(columns, name).toContain("tenant_id");
  }
});

test("the three roles hold no more than they need", async () => {
  const { rows } = await sql<{ role: string; super: boolean; bypasses: boolean; creates: boolean }>`
    select rolname as role, rolsuper as super, rolbypassrls as bypasses,
      has_database_privilege(rolname, current_database(), 'CREATE') or has_schema_privilege(rolname, 'public', 'CREATE') as creates
    from pg_roles where rolname in ('app', 'auth') order by 1`.execute(database.owner);
  expect(rows).toEqual([
    { role: "app", super: false, bypasses: false, creates: false },
    { role: "auth", super: false, bypasses: false, creates: false },
  ]);
  const { rows: reach } = await sql<{ name: string }>`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('auth', 'public')
      and ((n.nspname = 'auth' and has_table_privilege('app', c.oid, 'select')) or (n.nspname = 'public' and has_table_privilege('auth', c.oid, 'select'))
        or has_table_privilege('app', c.oid, 'truncate'))`.execute(database.owner);
  expect(reach).toEqual([]);
});

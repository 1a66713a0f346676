import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { companiesOf, companyOf, createCompany } from "#db/companies.ts";
import { INSTALLATION, withOperator, withPerson, withPractice, withTenant } from "#db/tenant.ts";
import { renamePerson } from "#db/people.ts";
import { freshDatabase, type FreshDatabase } from "#tests/database.ts";

let database: FreshDatabase;
const now = new Date("2026-11-24T01:00:00Z");
const hanh = {
  id: crypto.randomUUID(),
  name: "Nguyễn Thu Hạnh",
  email: "hanh@annhien.example",
  language: "vi" as const,
};
const [pottery, clinic] = [crypto.randomUUID(), crypto.randomUUID()];

beforeAll(async () => {
  database = await freshDatabase();
  for (const [tenantId, slug, name] of [
    [pottery, "gom-an-nhien", "Gốm An Nhiên"],
    [clinic, "thien-nhan", "Phòng khám Thiện Nhân"],
  ] as const) {
    await withTenant(database.app, { tenantId }, (trx) =>
      createCompany(trx, { tenantId, slug, name, owner: hanh, now }),
    );
  }
});
afterAll(() => database.close());

test("in a tenant's transaction only its rows exist, in every table", async () => {
  const { rows: tables } = await sql<{
    name: string;
  }>`select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'tenant_id'`.execute(
    database.owner,
  );
  for (const { name } of tables) {
    const foreign = await withTenant(database.app, { tenantId: pottery }, (trx) =>
      sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)} where tenant_id <> ${pottery}`.execute(trx),
    );
    expect(foreign.rows, name).toEqual([{ n: 0 }]);
  }
});

test("a row for another tenant cannot be written, moved or pointed at", async () => {
  const inPottery = (statement: ReturnType<typeof sql>) =>
    withTenant(database.app, { tenantId: pottery }, (trx) => statement.execute(trx));
  await expect(
    inPottery(sql`insert into people (tenant_id, person_id, name) values (${clinic}, ${crypto.randomUUID()}, 'x')`),
  ).rejects.toMatchObject({ code: "42501" });
  await expect(inPottery(sql`update people set tenant_id = ${clinic}`)).rejects.toMatchObject({ code: "42501" });
  const stranger = crypto.randomUUID();
  await withTenant(database.app, { tenantId: clinic }, (trx) =>
    sql`insert into people (person_id, name) values (${stranger}, 'x')`.execute(trx),
  );
  await expect(
    inPottery(sql`insert into memberships (person_id, role, joined_at) values (${stranger}, 'viewer', now())`),
  ).rejects.toMatchObject({ code: "23503" });
});

test("outside a tenant nothing can be read, on a fresh connection as on a used one", async () => {
  const ask = () => database.app.selectFrom("people").selectAll().execute();
  await expect(ask()).rejects.toMatchObject({ code: expect.stringMatching(/^(42704|22P02)$/) as string });
  await withTenant(database.app, { tenantId: pottery }, (trx) => companyOf(trx, pottery));
  await expect(ask()).rejects.toMatchObject({ code: expect.stringMatching(/^(42704|22P02)$/) as string });
});

test("what is no id is never set", async () => {
  await expect(
    withTenant(database.app, { tenantId: "x', true); drop table people; --" }, async () => 1),
  ).rejects.toThrow("no uuid");
});

test("work that fails leaves nothing behind, and the connection is good for the next", async () => {
  const person = { person_id: crypto.randomUUID(), name: "Tạm" };
  await expect(
    withTenant(database.app, { tenantId: pottery }, async (trx) => {
      await trx.insertInto("people").values(person).execute();
      throw new Error("in the middle");
    }),
  ).rejects.toThrow("in the middle");
  const left = await withTenant(database.app, { tenantId: pottery }, (trx) =>
    trx.selectFrom("people").selectAll().where("person_id", "=", person.person_id).execute(),
  );
  expect(left).toEqual([]);
});

test("a person reads the names of their own companies, in the order of the Vietnamese alphabet", async () => {
  expect(await withPerson(database.app, { personId: hanh.id }, companiesOf)).toEqual([
    { slug: "gom-an-nhien", name: "Gốm An Nhiên", role: "owner" },
    { slug: "thien-nhan", name: "Phòng khám Thiện Nhân", role: "owner" },
  ]);
  expect(await withPerson(database.app, { personId: crypto.randomUUID() }, companiesOf)).toEqual([]);
});

test("a new name reaches every company that knows the person, and touches nobody else's entry", async () => {
  const renamed = { ...hanh, name: "Nguyễn Thị Thu Hạnh" };
  await withPerson(database.app, { personId: hanh.id }, (trx) => renamePerson(trx, renamed));
  const namesIn = (tenantId: string) =>
    withTenant(database.app, { tenantId }, (trx) => trx.selectFrom("people").select("name").orderBy("name").execute());
  expect(await namesIn(pottery)).toEqual([{ name: renamed.name }]);
  expect(await namesIn(clinic)).toEqual([{ name: renamed.name }, { name: "x" }]);
  const seen = await withPerson(database.app, { personId: hanh.id }, (trx) =>
    trx.selectFrom("people").select("person_id").distinct().execute(),
  );
  expect(seen).toEqual([{ person_id: hanh.id }]);
});

test("a practice reads its live clients and nobody else's; ended, the database itself refuses", async () => {
  const practiceId = crypto.randomUUID();
  await withPractice(database.app, { practiceId }, (trx) =>
    trx.insertInto("practices").values({ slug: "minh-tam", name: "Minh Tâm", created_at: now }).execute(),
  );
  const clients = () =>
    withPractice(database.app, { practiceId }, (trx) => trx.selectFrom("tenants").select("name").execute());
  expect(await clients()).toEqual([]);
  await withTenant(database.app, { tenantId: clinic }, (trx) =>
    trx
      .insertInto("engagements")
      .values({ practice_id: practiceId, practice_name: "Minh Tâm", started_at: now })
      .execute(),
  );
  expect(await clients()).toEqual([{ name: "Phòng khám Thiện Nhân" }]);
  await withTenant(database.app, { tenantId: clinic }, (trx) =>
    trx.updateTable("engagements").set({ ended_at: now, ended_by: hanh.id }).execute(),
  );
  expect(await clients()).toEqual([]);
});

test("waiting mail is the operator's to read, and not of somebody who only says so", async () => {
  await withTenant(database.app, { tenantId: INSTALLATION }, (trx) =>
    trx
      .insertInto("outbox")
      .values({
        to_address: "a@b.example",
        language: "vi",
        kind: "reset-password",
        subject: "x",
        body_text: "x",
        body_html: "x",
        message_id: "<x@y>",
        created_at: now,
        next_attempt_at: now,
      })
      .execute(),
  );
  const mails = await withOperator(database.app, { operatorId: hanh.id }, (trx) =>
    trx.selectFrom("outbox").selectAll().execute(),
  );
  expect(mails).toEqual([]);
});

test("an audit event is neither changed nor deleted, by the app or by the owner", async () => {
  await withTenant(database.app, { tenantId: pottery }, (trx) =>
    trx
      .insertInto("audit_events")
      .values({ at: now, actor_kind: "person", action: "x", object_kind: "x", object_id: "x", detail_hash: "x" })
      .execute(),
  );
  const as = (db: typeof database.app, statement: ReturnType<typeof sql>) =>
    withTenant(db, { tenantId: pottery }, (trx) => statement.execute(trx));
  for (const db of [database.app, database.owner as unknown as typeof database.app]) {
    await expect(as(db, sql`update audit_events set action = 'y'`)).rejects.toMatchObject({ code: "42501" });
    await expect(as(db, sql`delete from audit_events`)).rejects.toMatchObject({ code: "42501" });
  }
  await expect(sql`truncate audit_events cascade`.execute(database.owner)).rejects.toMatchObject({ code: "42501" });
});

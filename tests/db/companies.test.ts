import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeCompany, companiesOf, companyOf, foundCompany, idOfForm } from "#db/companies.ts";
import { withPerson, withTenant } from "#db/tenant.ts";
import { actionsOf, aPerson, type TestPerson } from "#tests/companies.ts";
import { freshDatabase, type FreshDatabase } from "#tests/database.ts";

let database: FreshDatabase;
const now = new Date("2026-11-24T01:00:00Z");
const address = "203.0.113.7";
const at = { address, now };

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const found = (name: string, owner: TestPerson, key = randomUUID()) =>
  foundCompany(database.app, { key, name, zone: "Asia/Ho_Chi_Minh", subject: "household", owner }, at);

test("a company is founded under its name's address, with its founder as owner, and on record", async () => {
  const hanh = aPerson("Nguyễn Thu Hạnh");
  const key = randomUUID();
  expect(await found("Gốm An Nhiên", hanh, key)).toBe("gom-an-nhien");
  const tenantId = idOfForm(hanh.id, key);
  expect(await withTenant(database.app, { tenantId }, (trx) => companyOf(trx, tenantId))).toMatchObject({
    slug: "gom-an-nhien",
    name: "Gốm An Nhiên",
    zone: "Asia/Ho_Chi_Minh",
    subject: "household",
    openTasks: 0,
    revision: 1,
  });
  expect(await withPerson(database.app, { personId: hanh.id }, companiesOf)).toEqual([
    { slug: "gom-an-nhien", name: "Gốm An Nhiên", role: "owner" },
  ]);
  expect(await actionsOf(database, tenantId)).toEqual(["company.created"]);
});

test("a taken address gets a number, one name after another", async () => {
  const slugs = [];
  for (let n = 0; n < 3; n++) slugs.push(await found("Trà Tân Cương", aPerson("Mai")));
  expect(slugs).toEqual(["tra-tan-cuong", "tra-tan-cuong-2", "tra-tan-cuong-3"]);
});

test("a name that everybody uses gets an address all the same", async () => {
  const slugs = [];
  for (let n = 0; n < 11; n++) slugs.push(await found("陶器", aPerson("Mai")));
  expect(new Set(slugs).size).toBe(11);
  expect(slugs[8]).toBe("cong-ty-9");
  expect(slugs[10]).toMatch(/^cong-ty-[0-9a-f]{8}$/);
});

test("a form sent twice, at once or later, founds one company", async () => {
  const mai = aPerson("Mai");
  const key = randomUUID();
  const slugs = await Promise.all([found("Nha khoa Minh Khang", mai, key), found("Nha khoa Minh Khang", mai, key)]);
  expect(slugs).toEqual(["nha-khoa-minh-khang", "nha-khoa-minh-khang"]);
  expect(await found("Nha khoa Minh Khang", mai, key)).toBe("nha-khoa-minh-khang");
  expect(await withPerson(database.app, { personId: mai.id }, companiesOf)).toHaveLength(1);
});

test("two people with one name of a company at once get two", async () => {
  const slugs = await Promise.all(["Lan", "Mai", "Bình"].map((name) => found("Mầm non Hoa Sữa", aPerson(name))));
  expect(slugs.sort()).toEqual(["mam-non-hoa-sua", "mam-non-hoa-sua-2", "mam-non-hoa-sua-3"]);
});

test("the key of one person's form says nothing about another's company", async () => {
  const [mai, lan] = [aPerson("Mai"), aPerson("Lan")];
  const key = randomUUID();
  await found("Một", mai, key);
  expect(await found("Hai", lan, key)).toBe("hai");
  expect(idOfForm(mai.id, key)).not.toBe(idOfForm(lan.id, key));
  expect(idOfForm(mai.id, key)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("what a company says of itself is changed over the revision that the writer saw, once", async () => {
  const mai = aPerson("Mai");
  const key = randomUUID();
  await found("Du lịch Mây", mai, key);
  const tenantId = idOfForm(mai.id, key);
  const change = (revision: number, name: string) =>
    withTenant(database.app, { tenantId }, (trx) =>
      changeCompany(
        trx,
        { tenantId, revision, name, zone: "Asia/Tokyo", subject: "organisation" },
        { personId: mai.id, ...at },
      ),
    );
  await change(1, "Du lịch Mây Ngàn");
  await change(1, "Du lịch Mây Ngàn"); // sent twice
  await expect(change(1, "Mây Ngàn")).rejects.toMatchObject({ code: "changed-meanwhile" });
  expect(await withTenant(database.app, { tenantId }, (trx) => companyOf(trx, tenantId))).toMatchObject({
    slug: "du-lich-may",
    name: "Du lịch Mây Ngàn",
    zone: "Asia/Tokyo",
    subject: "organisation",
    revision: 2,
  });
  expect(await actionsOf(database, tenantId)).toEqual(["company.created", "company.changed"]);
  const [detail] = await withTenant(database.app, { tenantId }, (trx) =>
    trx
      .selectFrom("audit_details")
      .innerJoin("audit_events", "audit_events.event_id", "audit_details.event_id")
      .select("audit_details.detail")
      .where("action", "=", "company.changed")
      .execute(),
  );
  expect(detail?.detail).toMatchObject({
    detail: {
      name: { from: "Du lịch Mây", to: "Du lịch Mây Ngàn" },
      zone: { from: "Asia/Ho_Chi_Minh", to: "Asia/Tokyo" },
      subject: { from: "household", to: "organisation" },
    },
  });
});

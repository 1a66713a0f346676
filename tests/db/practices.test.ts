import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { acceptEngagement } from "#db/engagements.ts";
import { createLink, pendingLinks } from "#db/links.ts";
import { findPractice } from "#db/lookup.ts";
import {
  acceptPracticeInvitation,
  clientsOf,
  foundPractice,
  practiceMembersOf,
  practiceOf,
  practicesOf,
  removePracticeMember,
} from "#db/practices.ts";
import { INSTALLATION, withPerson, withPractice, withTenant, withTenantAndPractice } from "#db/tenant.ts";
import { actionsOf, aCompany, aPerson, aSession, type TestPerson } from "#tests/companies.ts";
import { freshDatabase, type FreshDatabase } from "#tests/database.ts";

let database: FreshDatabase;
const now = new Date("2026-11-24T01:00:00Z");
const at = { address: "203.0.113.7", now };

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

async function aPractice(name: string, owner = aPerson("Lê Minh")) {
  return { ...(await foundPractice(database.app, { key: randomUUID(), name, owner }, at)), owner };
}
async function engaged(practice: { practiceId: string; owner: TestPerson }, name: string) {
  const owner = aPerson("Chủ");
  const company = await aCompany(database, { name, owner, now });
  const linkId = randomUUID();
  await withTenant(database.app, company, (trx) =>
    createLink(
      trx,
      { linkId, detail: { for: "engagement", endsOn: null, email: null }, days: 7 },
      { personId: owner.id, ...at },
    ),
  );
  await acceptEngagement(
    database.app,
    { ...company, zone: "Asia/Ho_Chi_Minh", linkId, practiceId: practice.practiceId, person: practice.owner },
    at,
  );
  return company;
}
async function invitation(practice: { practiceId: string; owner: TestPerson }, email: string | null = null) {
  const linkId = randomUUID();
  await withTenant(database.app, { tenantId: INSTALLATION }, (trx) =>
    createLink(
      trx,
      {
        linkId,
        detail: {
          for: "practice",
          practiceId: practice.practiceId,
          practice: "Minh Tâm",
          role: "consultant",
          inviter: practice.owner.name,
          email,
        },
        days: 7,
      },
      { personId: practice.owner.id, ...at },
    ),
  );
  return linkId;
}
const remove = (practiceId: string, memberId: string, by: TestPerson, role: "owner" | "consultant") =>
  withTenantAndPractice(database.app, { tenantId: INSTALLATION, practiceId }, (installation, trx) =>
    removePracticeMember(installation, trx, memberId, { personId: by.id, practiceId, role, ...at }),
  );

test("a practice is founded once however often the form is sent, with a number when the name is taken", async () => {
  const minh = aPerson("Lê Minh");
  const key = randomUUID();
  const found = () => foundPractice(database.app, { key, name: "Tư vấn Đại Đồng", owner: minh }, at);
  const made = await Promise.all([found(), found()]);
  expect(made.map(({ slug }) => slug)).toEqual(["tu-van-dai-dong", "tu-van-dai-dong"]);
  expect((await aPractice("Tư vấn Đại Đồng")).slug).toBe("tu-van-dai-dong-2");
  expect(await withPerson(database.app, { personId: minh.id }, practicesOf)).toEqual([
    { slug: "tu-van-dai-dong", name: "Tư vấn Đại Đồng" },
  ]);
  expect(await findPractice(database.app, { personId: minh.id, slug: "tu-van-dai-dong" })).toEqual({
    practiceId: made[0]!.practiceId,
    role: "owner",
  });
  expect(await findPractice(database.app, { personId: aPerson("Lan").id, slug: "tu-van-dai-dong" })).toBeUndefined();
  expect(await actionsOf(database)).toContain("practice.created");
});

test("it reads its live clients in the order of the alphabet with where they stand, in one statement", async () => {
  const practice = await aPractice("Minh Tâm");
  const pottery = await engaged(practice, "Gốm An Nhiên");
  await engaged(practice, "Đồ gỗ Việt");
  await engaged(practice, "Dược Tâm Đức");
  const stranger = await aCompany(database, { name: "Người lạ", owner: aPerson("Lạ"), now });
  for (const [company, score] of [
    [pottery, 7_600],
    [stranger, 9_900],
  ] as const) {
    await withTenant(database.app, company, (trx) =>
      trx
        .insertInto("standings")
        .values(
          ["leakage", "vn-pdpl"].map((framework_id) => ({
            framework_id,
            completed: JSON.stringify({ score, gradeLow: "C" }),
            changed_at: now,
          })),
        )
        .execute(),
    );
  }
  const statements: string[] = [];
  const clients = await withPractice(database.app, practice, async (trx) => {
    const counting = trx.withPlugin({
      transformQuery: ({ node }) => {
        statements.push(node.kind);
        return node;
      },
      transformResult: async ({ result }) => result,
    }) as typeof trx;
    return clientsOf(counting, { ...practice, now });
  });
  expect(statements).toEqual(["SelectQueryNode"]);
  expect(clients.map(({ name }) => name)).toEqual(["Dược Tâm Đức", "Đồ gỗ Việt", "Gốm An Nhiên"]);
  expect(clients[0]?.standings).toEqual([]);
  expect(clients[2]?.standings).toMatchObject([
    { frameworkId: "leakage", running: null, completed: { score: 7_600, gradeLow: "C" } },
    { frameworkId: "vn-pdpl", running: null, completed: { score: 7_600, gradeLow: "C" } },
  ]);
});

test("of a client it reads name and standing, and no other row in any table", async () => {
  const practice = await aPractice("Minh Tâm");
  await engaged(practice, "Gốm An Nhiên");
  const engagements = await withPractice(database.app, practice, (trx) =>
    trx.selectFrom("engagements").select("practice_name").execute(),
  );
  expect(engagements).toEqual([{ practice_name: "Minh Tâm" }]);
  for (const table of [
    "people",
    "memberships",
    "links",
    "outbox",
    "audit_events",
    "audit_details",
    "assessments",
    "answers",
    "tasks",
    "schedules",
  ] as const) {
    const rows = await withPractice(database.app, practice, (trx) => trx.selectFrom(table).selectAll().execute());
    expect(rows, table).toEqual([]);
  }
});

test("two practices of one client see each other's clients and members in nothing", async () => {
  const [one, two] = [await aPractice("Một"), await aPractice("Hai")];
  await engaged(one, "Khách của Một");
  await invitation(one);
  const seen = await withTenantAndPractice(
    database.app,
    { tenantId: INSTALLATION, practiceId: two.practiceId },
    async (installation, trx) => ({
      clients: await clientsOf(trx, { practiceId: two.practiceId, now }),
      members: (await practiceMembersOf(trx)).map(({ personId }) => personId),
      invitations: await pendingLinks(installation, "practice", { now, practiceId: two.practiceId }),
    }),
  );
  expect(seen).toEqual({ clients: [], members: [two.owner.id], invitations: [] });
  await expect(withPractice(database.app, two, (trx) => practiceOf(trx, one.practiceId))).rejects.toThrow("no result");
});

test("a consultant comes in by a link, and with the practice's clients; removed, is out at once", async () => {
  const practice = await aPractice("Minh Tâm");
  const pottery = await engaged(practice, "Gốm An Nhiên");
  const lan = aPerson("Lan");
  const access = await aSession(database, lan);
  const linkId = await invitation(practice);
  const accept = () =>
    acceptPracticeInvitation(database.app, { linkId, practiceId: practice.practiceId, person: lan }, at);
  expect((await Promise.all([accept(), accept()])).sort()).toEqual(["before", "now"]);
  expect((await access(pottery.slug, now)).role).toBe("consultant");
  expect(await withPractice(database.app, practice, practiceMembersOf)).toMatchObject([
    { name: "Lê Minh", role: "owner" },
    { name: "Lan", role: "consultant", joinedAt: now },
  ]);
  await remove(practice.practiceId, lan.id, practice.owner, "owner");
  await remove(practice.practiceId, lan.id, practice.owner, "owner"); // sent twice
  expect((await access(pottery.slug, now)).role).toBeNull();
  const trail = await actionsOf(database);
  expect(trail).toEqual(expect.arrayContaining(["practice-member.joined", "practice-member.removed"]));
});

test("a practice's link opens that practice alone, and for the address that it names", async () => {
  const [one, two] = [await aPractice("Một"), await aPractice("Hai")];
  const linkId = await invitation(one, "lan@mot.example");
  const accept = (practiceId: string) =>
    acceptPracticeInvitation(database.app, { linkId, practiceId, person: aPerson("Mai") }, at);
  await expect(accept(two.practiceId)).rejects.toMatchObject({ code: "not-found" });
  await expect(accept(one.practiceId)).rejects.toMatchObject({ code: "wrong-person" });
});

test("consultants leave, owners remove, and the last owner stays", async () => {
  const practice = await aPractice("Minh Tâm");
  const [lan, mai] = [aPerson("Lan"), aPerson("Mai")];
  for (const person of [lan, mai]) {
    await acceptPracticeInvitation(
      database.app,
      { linkId: await invitation(practice), practiceId: practice.practiceId, person },
      at,
    );
  }
  await expect(remove(practice.practiceId, mai.id, lan, "consultant")).rejects.toMatchObject({ code: "not-allowed" });
  await remove(practice.practiceId, lan.id, lan, "consultant");
  await expect(remove(practice.practiceId, practice.owner.id, practice.owner, "owner")).rejects.toMatchObject({
    code: "last-owner",
  });
  expect((await withPractice(database.app, practice, practiceMembersOf)).map(({ name }) => name)).toEqual([
    "Lê Minh",
    "Mai",
  ]);
});

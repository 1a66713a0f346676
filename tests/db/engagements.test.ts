import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { acceptEngagement, endEngagement, engagementsOf } from "#db/engagements.ts";
import { createLink, pendingLinks, type LinkDetail } from "#db/links.ts";
import { clientsOf, foundPractice } from "#db/practices.ts";
import { withPractice, withTenant, type TenantTrx } from "#db/tenant.ts";
import { actionsOf, aCompany, aPerson, aSession } from "#tests/companies.ts";
import { freshDatabase, type FreshDatabase } from "#tests/database.ts";

let database: FreshDatabase;
const now = new Date("2026-11-24T01:00:00Z");
const address = "203.0.113.7";
const at = { address, now };
const zone = "Asia/Ho_Chi_Minh";
const hanh = aPerson("Nguyễn Thu Hạnh");
const minh = aPerson("Lê Minh");
let pottery: { tenantId: string; slug: string };
let practiceId: string;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  pottery = await aCompany(database, { name: "Gốm An Nhiên", owner: hanh, now });
  ({ practiceId } = await foundPractice(database.app, { key: randomUUID(), name: "Minh Tâm", owner: minh }, at));
});

const inPottery = <T>(work: (trx: TenantTrx) => Promise<T>) => withTenant(database.app, pottery, work);
const asHanh = { personId: hanh.id, ...at };

async function aLink(detail: Partial<Extract<LinkDetail, { for: "engagement" }>> = {}): Promise<string> {
  const linkId = randomUUID();
  await inPottery((trx) =>
    createLink(trx, { linkId, detail: { for: "engagement", endsOn: null, email: null, ...detail }, days: 7 }, asHanh),
  );
  return linkId;
}
const accept = (linkId: string, person = minh, into = practiceId, moment = now) =>
  acceptEngagement(
    database.app,
    { tenantId: pottery.tenantId, zone, linkId, practiceId: into, person },
    { address, now: moment },
  );
const listed = (today = "2026-11-24") => inPottery((trx) => engagementsOf(trx, { today }));
const clients = (moment = now) =>
  withPractice(database.app, { practiceId }, (trx) => clientsOf(trx, { practiceId, now: moment }));

test("accepted, the practice is let in, the company sees it, and both are on record", async () => {
  const access = await aSession(database, minh);
  expect((await access(pottery.slug, now)).role).toBeNull();
  expect(await accept(await aLink())).toBe("now");
  expect(await access(pottery.slug, now)).toEqual({ role: "consultant", tenantId: pottery.tenantId });
  expect(await listed()).toMatchObject([
    { practice: "Minh Tâm", startedAt: now, endsOn: null, endedAt: null, isLive: true },
  ]);
  expect(await clients()).toMatchObject([{ slug: pottery.slug, name: "Gốm An Nhiên", standings: [] }]);
  expect(await actionsOf(database, pottery.tenantId)).toEqual(["link.created", "engagement.started"]);
});

test("ended, the consultant's very next request finds no company, and the practice no client", async () => {
  const access = await aSession(database, minh);
  await accept(await aLink());
  const [engagement] = await listed();
  const end = () => inPottery((trx) => endEngagement(trx, engagement!.engagementId, asHanh));
  await end();
  expect(await access(pottery.slug, now)).toEqual({ role: null, tenantId: null });
  expect(await clients()).toEqual([]);
  await end(); // sent twice
  expect(await listed()).toMatchObject([{ isLive: false, endedAt: now, endedBy: "Nguyễn Thu Hạnh" }]);
  expect((await actionsOf(database, pottery.tenantId)).filter((action) => action === "engagement.ended")).toHaveLength(
    1,
  );
});

test("every consultant of the practice comes in with it, and goes with it", async () => {
  const lan = aPerson("Lan");
  await withPractice(database.app, { practiceId }, (trx) =>
    trx
      .insertInto("practice_members")
      .values({ person_id: lan.id, role: "consultant", name: lan.name, email: lan.email, joined_at: now })
      .execute(),
  );
  const access = await aSession(database, lan);
  await accept(await aLink());
  expect((await access(pottery.slug, now)).role).toBe("consultant");
  await inPottery(async (trx) =>
    endEngagement(trx, (await engagementsOf(trx, { today: "2026-11-24" }))[0]!.engagementId, asHanh),
  );
  expect((await access(pottery.slug, now)).role).toBeNull();
});

test("a limited engagement ends by itself after its last day in the company's zone", async () => {
  const access = await aSession(database, minh);
  await accept(await aLink({ endsOn: "2026-11-30" }));
  const lastMinute = new Date("2026-11-30T16:59:00Z"); // 23:59 in Saigon
  const dayAfter = new Date("2026-11-30T17:00:00Z");
  expect((await access(pottery.slug, lastMinute)).role).toBe("consultant");
  expect(await clients(lastMinute)).toHaveLength(1);
  expect((await access(pottery.slug, dayAfter)).role).toBeNull();
  expect(await clients(dayAfter)).toEqual([]);
  expect(await listed("2026-12-01")).toMatchObject([{ endsOn: "2026-11-30", endedAt: null, isLive: false }]);
  // and a new one may begin
  expect(await accept(await aLink(), minh, practiceId, dayAfter)).toBe("now");
  expect((await access(pottery.slug, dayAfter)).role).toBe("consultant");
});

test("of two practices that accept one link at once, one is let in", async () => {
  const lan = aPerson("Lan");
  const other = await foundPractice(database.app, { key: randomUUID(), name: "Thiên Ân", owner: lan }, at);
  const linkId = await aLink();
  const tries = await Promise.allSettled([accept(linkId), accept(linkId, lan, other.practiceId)]);
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(tries.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "link-used" } });
  expect(await listed()).toHaveLength(1);
});

test("sent twice by one person it is one engagement", async () => {
  const linkId = await aLink();
  expect((await Promise.all([accept(linkId), accept(linkId)])).sort()).toEqual(["before", "now"]);
  expect(await listed()).toHaveLength(1);
});

test("a practice that is in already leaves the second link unused", async () => {
  await accept(await aLink());
  await expect(accept(await aLink())).rejects.toMatchObject({ code: "already-member" });
  expect(await inPottery((trx) => pendingLinks(trx, "engagement", { now }))).toHaveLength(1);
});

test("a link that names an address, or invites a member, engages nobody else", async () => {
  await expect(accept(await aLink({ email: "lan@thienan.example" }))).rejects.toMatchObject({ code: "wrong-person" });
  const linkId = randomUUID();
  await inPottery((trx) =>
    createLink(trx, { linkId, detail: { for: "company", role: "viewer", email: null }, days: 7 }, asHanh),
  );
  await expect(accept(linkId)).rejects.toMatchObject({ code: "not-found" });
});

test("another company's engagement cannot be ended, nor its link be taken", async () => {
  await accept(await aLink());
  const linkId = await aLink();
  const [engagement] = await listed();
  const clinic = await aCompany(database, { name: "Thiện Nhân", owner: aPerson("Mai"), now });
  await expect(
    withTenant(database.app, clinic, (trx) => endEngagement(trx, engagement!.engagementId, asHanh)),
  ).rejects.toMatchObject({ code: "not-found" });
  await expect(
    acceptEngagement(database.app, { tenantId: clinic.tenantId, zone, linkId, practiceId, person: minh }, at),
  ).rejects.toMatchObject({ code: "not-found" });
  expect(await listed()).toMatchObject([{ isLive: true }]);
});

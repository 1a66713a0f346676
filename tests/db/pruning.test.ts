import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createLink, requireLink } from "#db/links.ts";
import { writeMail } from "#db/outbox.ts";
import { pruneCompany, pruneIdentity } from "#db/pruning.ts";
import { withTenant, type TenantTrx } from "#db/tenant.ts";
import { keptDays } from "#domain/retention.ts";
import { aCompany, aPerson, aSession } from "#tests/companies.ts";
import { freshDatabase, type FreshDatabase } from "#tests/database.ts";

const statements = vi.spyOn(pg.Client.prototype, "query");
let database: FreshDatabase;
let pottery: { tenantId: string };
const hanh = aPerson("Nguyễn Thu Hạnh");
const now = new Date("2026-11-24T03:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  pottery = await aCompany(database, { name: "Gốm An Nhiên", owner: hanh, now: daysAgo(400) });
});
const inPottery = <T>(work: (trx: TenantTrx) => Promise<T>) => withTenant(database.app, pottery, work);

async function aLink(made: Date, end: { used_at?: Date; revoked_at?: Date } = {}): Promise<string> {
  const linkId = randomUUID();
  const detail = { for: "company", role: "viewer", email: null } as const;
  await inPottery(async (trx) => {
    await createLink(trx, { linkId, detail, days: 7 }, { personId: hanh.id, address: "203.0.113.7", now: made });
    if (Object.keys(end).length > 0) await trx.updateTable("links").set(end).where("link_id", "=", linkId).execute();
  });
  return linkId;
}
async function aMail(made: Date, sentAt: Date | null): Promise<string> {
  return inPottery(async (trx) => {
    const id = await writeMail(trx, {
      to: "hanh@annhien.example",
      language: "vi",
      kind: "assessment-opened",
      values: { company: "Gốm An Nhiên", assessment: "Rò rỉ", carried: 3, link: "https://chu-tin.example/c/an-nhien" },
      texts: (key) => key,
      now: made,
    });
    await trx.updateTable("outbox").set({ sent_at: sentAt }).where("mail_id", "=", id).execute();
    return id;
  });
}
const linkIds = () => inPottery((trx) => trx.selectFrom("links").select("link_id as id").execute());
const mailIds = () => inPottery((trx) => trx.selectFrom("outbox").select("mail_id as id").execute());
const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id).sort();

test("invitations go a month after they were used, withdrawn or ran out, and not before", async () => {
  const over = daysAgo(keptDays.link + 1);
  const recent = daysAgo(keptDays.link - 1);
  await aLink(daysAgo(60), { used_at: over });
  await aLink(daysAgo(60), { revoked_at: over });
  await aLink(daysAgo(60)); // ran out 53 days ago
  const kept = [await aLink(recent, { used_at: recent }), await aLink(daysAgo(33)), await aLink(now)];
  expect(await inPottery((trx) => pruneCompany(trx, now))).toEqual({ links: 3, mails: 0 });
  expect(idsOf(await linkIds())).toEqual(kept.sort());
  await expect(inPottery((trx) => requireLink(trx, kept[0] ?? ""))).resolves.toMatchObject({ linkId: kept[0] });
});

test("delivered mails go after their days; what still waits stays, however old", async () => {
  await aMail(daysAgo(200), daysAgo(keptDays.mail + 1));
  const kept = [await aMail(daysAgo(200), null), await aMail(daysAgo(200), daysAgo(keptDays.mail - 1))];
  expect(await inPottery((trx) => pruneCompany(trx, now))).toEqual({ links: 0, mails: 1 });
  expect(idsOf(await mailIds())).toEqual(kept.sort());
});

test("another company's are not touched", async () => {
  const linkId = await aLink(daysAgo(60));
  const other = await aCompany(database, { name: "Trà Đá", owner: aPerson("Lê Minh"), now: daysAgo(400) });
  expect(await withTenant(database.app, other, (trx) => pruneCompany(trx, now))).toEqual({ links: 0, mails: 0 });
  expect(idsOf(await linkIds())).toEqual([linkId]);
});

test("costs two statements in its transaction, however much there is", async () => {
  const counted = async () => {
    statements.mockClear();
    await inPottery((trx) => pruneCompany(trx, now));
    return statements.mock.calls.length - 2; // begin and commit
  };
  expect(await counted()).toBe(2);
  for (let i = 0; i < 20; i += 1) await aMail(daysAgo(200), daysAgo(100));
  expect(await counted()).toBe(2);
  expect(await mailIds()).toEqual([]);
});

test("sessions that ended days ago go, those that live or have just ended stay; two statements", async () => {
  for (let i = 0; i < 3; i += 1) await aSession(database, aPerson("Người cũ"));
  const rows = await database.auth.selectFrom("auth.session").select("id").orderBy("id").execute();
  const [old, recent, live] = rows.map(({ id }) => id);
  const endedDaysAgo = (id: string | undefined, days: number) =>
    database.auth
      .updateTable("auth.session")
      .set({ expiresAt: new Date(Date.now() - days * 86_400_000) })
      .where("id", "=", id ?? "")
      .execute();
  await endedDaysAgo(old, keptDays.session + 1);
  await endedDaysAgo(recent, keptDays.session - 1);
  statements.mockClear();
  await pruneIdentity(database.auth);
  expect(statements.mock.calls.length).toBe(2);
  expect(idsOf(await database.auth.selectFrom("auth.session").select("id").execute())).toEqual([recent, live].sort());
});

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  createLink,
  landingOf,
  pendingLinks,
  requireLink,
  revokeLink,
  takeLink,
  tokenHash,
  type InvitationDetail,
} from "#db/links.ts";
import { findLink } from "#db/lookup.ts";
import { acceptInvitation } from "#db/people.ts";
import { withTenant, type TenantTrx } from "#db/tenant.ts";
import { expiryOf } from "#domain/link.ts";
import { actionsOf, aCompany, aPerson } from "#tests/companies.ts";
import { freshDatabase, type FreshDatabase } from "#tests/database.ts";

let database: FreshDatabase;
const now = new Date("2026-11-24T01:00:00Z");
const later = (days: number) => expiryOf(now, days);
const hanh = aPerson("Nguyễn Thu Hạnh");
let pottery: { tenantId: string; slug: string };

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  pottery = await aCompany(database, { name: "Gốm An Nhiên", owner: hanh, now });
});

const inPottery = <T>(work: (trx: TenantTrx) => Promise<T>) => withTenant(database.app, pottery, work);
const asHanh = { personId: hanh.id, address: "203.0.113.7", now };
const viewer: InvitationDetail = { for: "company", role: "viewer", email: null };

async function aLink(detail: InvitationDetail = viewer, days = 7) {
  const linkId = randomUUID();
  const { token } = await inPottery((trx) => createLink(trx, { linkId, detail, days }, asHanh));
  return { linkId, token: token as string };
}

test("a token has at least 128 bits, is found by its hash alone, and stands nowhere in the database", async () => {
  const { linkId, token } = await aLink();
  expect(Buffer.from(token, "base64url").length * 8).toBeGreaterThanOrEqual(128);
  expect(await findLink(database.app, tokenHash(token))).toEqual({ tenantId: pottery.tenantId, linkId });
  expect(await findLink(database.app, token)).toBeUndefined();
  const rows = await inPottery(async (trx) => [
    await trx.selectFrom("links").selectAll().execute(),
    await trx.selectFrom("audit_details").selectAll().execute(),
  ]);
  expect(JSON.stringify(rows)).not.toContain(token);
});

test("no two tokens are alike", async () => {
  const links = await Promise.all(Array.from({ length: 20 }, () => aLink()));
  expect(new Set(links.map(({ token }) => token)).size).toBe(20);
});

test("the page behind it says company, inviter and role before anybody accepts", async () => {
  const { linkId } = await aLink();
  expect(await inPottery((trx) => landingOf(trx, linkId, null))).toMatchObject({
    isMember: false,
    slug: pottery.slug,
    company: "Gốm An Nhiên",
    zone: "Asia/Ho_Chi_Minh",
    inviter: "Nguyễn Thu Hạnh",
    detail: viewer,
    expiresAt: later(7),
  });
  expect(await inPottery((trx) => landingOf(trx, linkId, hanh.id))).toMatchObject({ isMember: true });
});

test("it opens once: the second person is refused, the first may send the form again", async () => {
  const { linkId } = await aLink();
  const [tuan, lan] = [aPerson("Tuấn"), aPerson("Lan")];
  expect(await inPottery((trx) => takeLink(trx, linkId, { personId: tuan.id, now }))).toBe("now");
  expect(await inPottery((trx) => takeLink(trx, linkId, { personId: tuan.id, now }))).toBe("before");
  await expect(inPottery((trx) => takeLink(trx, linkId, { personId: lan.id, now }))).rejects.toMatchObject({
    code: "link-used",
  });
});

test("of many who try at once, one gets in", async () => {
  const { linkId } = await aLink();
  const people = ["Tuấn", "Lan", "Mai", "Bình"].map(aPerson);
  const tries = await Promise.allSettled(
    people.map((person) => inPottery((trx) => acceptInvitation(trx, linkId, person, asHanh))),
  );
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const each of tries) if (each.status === "rejected") expect(each.reason).toMatchObject({ code: "link-used" });
  const members = await inPottery((trx) => trx.selectFrom("memberships").select("person_id").execute());
  expect(members).toHaveLength(2);
});

test("it ends at its time", async () => {
  const { linkId } = await aLink(viewer, 3);
  const take = (at: Date) => inPottery((trx) => takeLink(trx, linkId, { personId: aPerson("Tuấn").id, now: at }));
  await expect(take(later(3))).rejects.toMatchObject({ code: "link-expired" });
  expect(await take(new Date(later(3).getTime() - 1))).toBe("now");
});

test("withdrawn it opens nothing; withdrawn twice it is withdrawn once", async () => {
  const { linkId } = await aLink();
  const revoke = () => inPottery((trx) => revokeLink(trx, linkId, { purpose: "company" }, asHanh));
  await revoke();
  await revoke();
  await expect(inPottery((trx) => takeLink(trx, linkId, { personId: aPerson("Tuấn").id, now }))).rejects.toMatchObject({
    code: "link-used",
  });
  expect(await actionsOf(database, pottery.tenantId)).toEqual(["link.created", "link.revoked"]);
});

test("a used one cannot be withdrawn, and one of another purpose is not touched", async () => {
  const { linkId } = await aLink();
  await expect(inPottery((trx) => revokeLink(trx, linkId, { purpose: "engagement" }, asHanh))).rejects.toMatchObject({
    code: "not-found",
  });
  await inPottery((trx) => takeLink(trx, linkId, { personId: hanh.id, now }));
  await expect(inPottery((trx) => revokeLink(trx, linkId, { purpose: "company" }, asHanh))).rejects.toMatchObject({
    code: "link-used",
  });
});

test("a form sent twice makes one link, and the token that is seen last is the one that works", async () => {
  const linkId = randomUUID();
  const create = () => inPottery((trx) => createLink(trx, { linkId, detail: viewer, days: 7 }, asHanh));
  const first = await create();
  const second = await create();
  expect([first.isNew, second.isNew]).toEqual([true, false]);
  expect(await findLink(database.app, tokenHash(first.token as string))).toBeUndefined();
  expect(await findLink(database.app, tokenHash(second.token as string))).toMatchObject({ linkId });
  expect(await actionsOf(database, pottery.tenantId)).toEqual(["link.created"]);
});

test("sent twice, a link that went out by mail keeps the token of that mail", async () => {
  const linkId = randomUUID();
  const detail: InvitationDetail = { ...viewer, email: "tuan@annhien.example" };
  const create = () => inPottery((trx) => createLink(trx, { linkId, detail, days: 7 }, asHanh));
  const { token } = await create();
  expect(await create()).toMatchObject({ token: null, isNew: false });
  expect(await findLink(database.app, tokenHash(token as string))).toMatchObject({ linkId });
});

test("somebody else's link is not made anew under its id", async () => {
  const { linkId, token } = await aLink();
  const tuan = aPerson("Tuấn");
  const made = await inPottery((trx) =>
    createLink(trx, { linkId, detail: viewer, days: 7 }, { ...asHanh, personId: tuan.id }),
  );
  expect(made.token).toBeNull();
  expect(await findLink(database.app, tokenHash(token))).toMatchObject({ linkId });
});

test("the list holds what still opens, of one purpose, the newest first", async () => {
  const [old, used, revoked] = [await aLink(viewer, 1), await aLink(), await aLink()];
  const open = await aLink({ ...viewer, email: "lan@annhien.example" });
  await aLink({ for: "engagement", endsOn: null, email: null });
  await inPottery((trx) => takeLink(trx, used.linkId, { personId: aPerson("Tuấn").id, now }));
  await inPottery((trx) => revokeLink(trx, revoked.linkId, { purpose: "company" }, asHanh));
  const listed = (at: Date) => inPottery((trx) => pendingLinks(trx, "company", { now: at }));
  expect((await listed(now)).map(({ linkId }) => linkId).sort()).toEqual([old.linkId, open.linkId].sort());
  expect(await listed(later(2))).toMatchObject([
    { linkId: open.linkId, inviter: "Nguyễn Thu Hạnh", detail: { role: "viewer", email: "lan@annhien.example" } },
  ]);
});

test("another company neither lists a link nor can open it", async () => {
  const { linkId } = await aLink();
  const clinic = await aCompany(database, { name: "Thiện Nhân", owner: aPerson("Minh"), now });
  await withTenant(database.app, clinic, async (trx) => {
    expect(await pendingLinks(trx, "company", { now })).toEqual([]);
    await expect(requireLink(trx, linkId)).rejects.toMatchObject({ code: "not-found" });
    await expect(takeLink(trx, linkId, { personId: hanh.id, now })).rejects.toMatchObject({ code: "not-found" });
  });
});

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createLink, pendingLinks, type InvitationDetail } from "#db/links.ts";
import { acceptInvitation, changeRole, membersOf, removeMember } from "#db/people.ts";
import { createTask, taskById } from "#db/tasks.ts";
import { withTenant, type TenantTrx } from "#db/tenant.ts";
import type { MemberRole } from "#domain/membership.ts";
import type { Role } from "#domain/permission.ts";
import { actionsOf, aCompany, aPerson, aSession, type TestPerson } from "#tests/companies.ts";
import { freshDatabase, type FreshDatabase } from "#tests/database.ts";

let database: FreshDatabase;
const now = new Date("2026-11-24T01:00:00Z");
const address = "203.0.113.7";
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
const by = (person: TestPerson, role: Role) => ({ personId: person.id, role, address, now });

async function aLink(detail: InvitationDetail, maker = hanh): Promise<string> {
  const linkId = randomUUID();
  await inPottery((trx) => createLink(trx, { linkId, detail, days: 7 }, { personId: maker.id, address, now }));
  return linkId;
}
async function aMember(name: string, role: MemberRole): Promise<TestPerson> {
  const person = aPerson(name);
  const linkId = await aLink({ for: "company", role, email: null });
  await inPottery((trx) => acceptInvitation(trx, linkId, person, { address, now }));
  return person;
}
const rolesByName = async () =>
  Object.fromEntries((await inPottery(membersOf)).map(({ name, role }) => [name, role] as const));

test("who accepts is a member with the role of the link, by name and address, at once", async () => {
  const tuan = aPerson("Tuấn");
  const access = await aSession(database, tuan);
  expect(await access(pottery.slug, now)).toEqual({ role: null, tenantId: null });
  const linkId = await aLink({ for: "company", role: "contributor", email: null });
  await inPottery((trx) => acceptInvitation(trx, linkId, tuan, { address, now }));
  expect(await access(pottery.slug, now)).toEqual({ role: "contributor", tenantId: pottery.tenantId });
  expect(await inPottery(membersOf)).toMatchObject([
    { name: "Nguyễn Thu Hạnh", role: "owner" },
    { name: "Tuấn", email: tuan.email, role: "contributor", joinedAt: now },
  ]);
  expect(await actionsOf(database, pottery.tenantId)).toEqual(["link.created", "member.joined"]);
});

test("accepting twice at once, by a double click, makes one member and no error", async () => {
  const tuan = aPerson("Tuấn");
  const linkId = await aLink({ for: "company", role: "viewer", email: null });
  const accept = () => inPottery((trx) => acceptInvitation(trx, linkId, tuan, { address, now }));
  expect((await Promise.all([accept(), accept()])).sort()).toEqual(["before", "now"]);
  expect(await accept()).toBe("before");
  expect(await actionsOf(database, pottery.tenantId)).toEqual(["link.created", "member.joined"]);
});

test("a link made out to an address is for that address; somebody else leaves it unused", async () => {
  const [tuan, lan] = [aPerson("Tuấn"), aPerson("Lan")];
  const linkId = await aLink({ for: "company", role: "viewer", email: tuan.email.toUpperCase() });
  await expect(inPottery((trx) => acceptInvitation(trx, linkId, lan, { address, now }))).rejects.toMatchObject({
    code: "wrong-person",
  });
  expect(await inPottery((trx) => acceptInvitation(trx, linkId, tuan, { address, now }))).toBe("now");
});

test("a member who follows another link keeps the role, and the link stays good for whom it was meant", async () => {
  const tuan = await aMember("Tuấn", "contributor");
  const linkId = await aLink({ for: "company", role: "owner", email: null });
  await expect(inPottery((trx) => acceptInvitation(trx, linkId, tuan, { address, now }))).rejects.toMatchObject({
    code: "already-member",
  });
  expect(await rolesByName()).toEqual({ "Nguyễn Thu Hạnh": "owner", Tuấn: "contributor" });
  expect(await inPottery((trx) => pendingLinks(trx, "company", { now }))).toHaveLength(1);
});

test("a link for a practice makes nobody a member", async () => {
  const linkId = await aLink({ for: "engagement", endsOn: null, email: null });
  await expect(
    inPottery((trx) => acceptInvitation(trx, linkId, aPerson("Minh"), { address, now })),
  ).rejects.toMatchObject({ code: "not-found" });
});

test("an owner gives every role, a manager all but the owner's, and neither to whom they do not outrank", async () => {
  const [quang, lan, viet] = [
    await aMember("Quang", "manager"),
    await aMember("Lan", "viewer"),
    await aMember("Việt", "viewer"),
  ];
  await inPottery((trx) => changeRole(trx, { memberId: lan.id, to: "manager" }, by(quang, "manager")));
  await inPottery((trx) => changeRole(trx, { memberId: viet.id, to: "owner" }, by(hanh, "owner")));
  for (const [memberId, to] of [
    [lan.id, "owner"],
    [viet.id, "viewer"],
    [hanh.id, "manager"],
  ] as const) {
    await expect(inPottery((trx) => changeRole(trx, { memberId, to }, by(quang, "manager")))).rejects.toMatchObject({
      code: "not-allowed",
    });
  }
  for (const role of ["contributor", "viewer", "consultant"] as const) {
    await expect(
      inPottery((trx) => changeRole(trx, { memberId: lan.id, to: "viewer" }, by(quang, role))),
    ).rejects.toMatchObject({ code: "not-allowed" });
  }
  expect(await rolesByName()).toEqual({ "Nguyễn Thu Hạnh": "owner", Việt: "owner", Lan: "manager", Quang: "manager" });
});

test("a role given again changes nothing and is not recorded", async () => {
  const lan = await aMember("Lan", "viewer");
  const before = await actionsOf(database, pottery.tenantId);
  await inPottery((trx) => changeRole(trx, { memberId: lan.id, to: "viewer" }, by(hanh, "owner")));
  expect(await actionsOf(database, pottery.tenantId)).toEqual(before);
});

test("a removed member's next request finds no company; the name stays with what they did", async () => {
  const tuan = await aMember("Tuấn", "contributor");
  const access = await aSession(database, tuan);
  expect((await access(pottery.slug, now)).role).toBe("contributor");
  const remove = () => inPottery((trx) => removeMember(trx, tuan.id, by(hanh, "owner")));
  const { id: taskId } = await inPottery((trx) =>
    createTask(trx, {
      frameworkId: "leakage",
      playbookId: "PB-45",
      gaps: [],
      ownerId: tuan.id,
      dueOn: null,
      personId: hanh.id,
      address,
      now,
    }),
  );
  await remove();
  // work that was theirs is nobody's now, not a stranger's
  expect(await inPottery((trx) => taskById(trx, taskId))).toMatchObject({ ownerId: null, status: "to-do" });
  expect(await access(pottery.slug, now)).toEqual({ role: null, tenantId: null });
  await remove();
  expect((await actionsOf(database, pottery.tenantId)).filter((action) => action === "member.removed")).toHaveLength(1);
  const known = await inPottery((trx) =>
    trx.selectFrom("people").select("name").where("person_id", "=", tuan.id).execute(),
  );
  expect(known).toEqual([{ name: "Tuấn" }]);
});

test("anybody may leave, and nobody but a leader removes others", async () => {
  const [tuan, lan] = [await aMember("Tuấn", "contributor"), await aMember("Lan", "viewer")];
  await expect(inPottery((trx) => removeMember(trx, lan.id, by(tuan, "contributor")))).rejects.toMatchObject({
    code: "not-allowed",
  });
  await inPottery((trx) => removeMember(trx, lan.id, by(lan, "viewer")));
  expect(await rolesByName()).toEqual({ "Nguyễn Thu Hạnh": "owner", Tuấn: "contributor" });
  expect((await actionsOf(database, pottery.tenantId)).at(-1)).toBe("member.removed");
});

test("the last owner neither leaves nor steps down", async () => {
  await aMember("Quang", "manager");
  await expect(inPottery((trx) => removeMember(trx, hanh.id, by(hanh, "owner")))).rejects.toMatchObject({
    code: "last-owner",
  });
  await expect(
    inPottery((trx) => changeRole(trx, { memberId: hanh.id, to: "manager" }, by(hanh, "owner"))),
  ).rejects.toMatchObject({ code: "last-owner" });
});

test("two owners who remove each other at once leave one", async () => {
  for (const round of [1, 2, 3, 4]) {
    pottery = await aCompany(database, { name: `Gốm ${round}`, owner: hanh, now });
    const quang = await aMember("Quang", "owner");
    const tries = await Promise.allSettled([
      inPottery((trx) => removeMember(trx, quang.id, by(hanh, "owner"))),
      inPottery((trx) => changeRole(trx, { memberId: hanh.id, to: "viewer" }, by(quang, "owner"))),
    ]);
    const refused = tries.filter((each) => each.status === "rejected");
    expect(refused).toMatchObject([{ reason: { code: "last-owner" } }]);
    expect(Object.values(await rolesByName()).filter((role) => role === "owner")).toHaveLength(1);
  }
});

test("with the role go the links that it allowed, and no others", async () => {
  const quang = await aMember("Quang", "owner");
  await aLink({ for: "company", role: "owner", email: null }, quang);
  await aLink({ for: "company", role: "viewer", email: null }, quang);
  await aLink({ for: "engagement", endsOn: null, email: null }, quang);
  await aLink({ for: "company", role: "owner", email: null }, hanh);
  const pending = async () => {
    const [people, practices] = await inPottery((trx) =>
      Promise.all([pendingLinks(trx, "company", { now }), pendingLinks(trx, "engagement", { now })]),
    );
    return [
      ...people.map(({ inviter, detail }) => `${inviter}: ${detail.role}`),
      ...practices.map(() => "practice"),
    ].sort();
  };
  expect(await pending()).toEqual(["Nguyễn Thu Hạnh: owner", "Quang: owner", "Quang: viewer", "practice"]);
  await inPottery((trx) => changeRole(trx, { memberId: quang.id, to: "manager" }, by(hanh, "owner")));
  expect(await pending()).toEqual(["Nguyễn Thu Hạnh: owner", "Quang: viewer"]);
  await inPottery((trx) => removeMember(trx, quang.id, by(hanh, "owner")));
  expect(await pending()).toEqual(["Nguyễn Thu Hạnh: owner"]);
});

test("a person with two companies has in each the role of that one, by its address", async () => {
  const tuan = await aMember("Tuấn", "viewer");
  const clinic = await aCompany(database, { name: "Thiện Nhân", owner: tuan, now });
  const access = await aSession(database, tuan);
  expect(await access(pottery.slug, now)).toEqual({ role: "viewer", tenantId: pottery.tenantId });
  expect(await access(clinic.slug, now)).toEqual({ role: "owner", tenantId: clinic.tenantId });
  expect((await withTenant(database.app, clinic, membersOf)).map(({ name }) => name)).toEqual(["Tuấn"]);
});

test("names stand in the order of the Vietnamese alphabet, those with more say first", async () => {
  for (const name of ["Đông", "Em", "Dung", "Ánh", "An"]) await aMember(name, "viewer");
  await aMember("Ủng", "manager");
  expect((await inPottery(membersOf)).map(({ name }) => name)).toEqual([
    "Nguyễn Thu Hạnh",
    "Ủng",
    "An",
    "Ánh",
    "Dung",
    "Đông",
    "Em",
  ]);
});

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Services } from "#app/context.ts";
import type { MadeLink } from "#app/invitations/make-link.server.ts";
import * as consultants from "#app/routes/c.$company.settings.consultants.tsx";
import * as newCompany from "#app/routes/companies.new.tsx";
import * as invitation from "#app/routes/i.$token.tsx";
import * as practiceHome from "#app/routes/p.$practice._index.tsx";
import * as practicePeople from "#app/routes/p.$practice.people.tsx";
import { loadLibrary } from "#content/library.ts";
import { withTenant } from "#db/tenant.ts";
import { actionsOf } from "#tests/companies.ts";
import { ask } from "./asking.ts";
import { newcomer, openWorld, type World } from "./identity-world.ts";

let world: World;
let services: Services;
beforeAll(async () => {
  world = await openWorld({ BASE_URL: "https://chu-tin.example" });
  services = { ...world.services, library: loadLibrary("content") };
});
afterAll(() => world.close());

type Someone = Awaited<ReturnType<typeof newcomer>>;
const as = ({ browser }: Someone, route: Parameters<typeof ask>[0], asked: Parameters<typeof ask>[3]) =>
  ask(route, browser, services, asked);
const link = { key: "", email: "", days: "7", language: "vi" };
const tokenOf = (made: unknown) => (made as MadeLink).link?.url.split("/i/")[1] ?? "";

let number = 0;
let hanh: Someone;
let minh: Someone;
let lan: Someone;
let slug: string;
let practice: string;
let tenantId: string;
let engagementId: string;
beforeEach(async () => {
  number++;
  [hanh, minh, lan] = [await newcomer(world), await newcomer(world), await newcomer(world)];
  const founding = { key: randomUUID(), name: `Gốm Kết ${number}`, zone: "Asia/Ho_Chi_Minh", subject: "household" };
  const founded = await as(hanh, newCompany.action, { path: "/companies/new", form: founding });
  slug = founded.location?.replace("/c/", "") ?? "";
  tenantId = (await hanh.browser.ask(`/c/${slug}`)).context.visit.access?.tenantId ?? "";
  const made = await as(hanh, consultants.action, {
    ...settings(),
    form: { ...link, intent: "invite", key: randomUUID(), endsOn: "" },
  });
  const token = tokenOf(made.page.made);
  const engaging = { intent: "engage", key: randomUUID(), practice: "", name: `Minh Tâm Kết ${number}` };
  await as(minh, invitation.action, { path: `/i/${token}`, params: { token }, form: engaging });
  practice = `minh-tam-ket-${number}`;
  // a consultant of the practice, who is no owner of it
  const invited = await as(minh, practicePeople.action, {
    path: `/p/${practice}/people`,
    params: { practice },
    form: { ...link, intent: "invite", key: randomUUID(), role: "consultant" },
  });
  const door = tokenOf(invited.page.made);
  await as(lan, invitation.action, { path: `/i/${door}`, params: { token: door }, form: { intent: "accept" } });
  const { page } = await as(hanh, consultants.loader, settings());
  [{ engagementId }] = page.engagements as [{ engagementId: string }];
});

const settings = () => ({ path: `/c/${slug}/settings/consultants`, params: { company: slug } });
const atPractice = (form?: Record<string, string>) => ({ path: `/p/${practice}`, params: { practice }, form });
const end = () => atPractice({ intent: "end", engagementId });
/** The mails of the company about an end. */
const mails = () =>
  withTenant(world.database.app, { tenantId }, (trx) =>
    trx
      .selectFrom("outbox")
      .select(["kind", "to_address as to", "body_text as text"])
      .where("kind", "in", ["engagement-ended", "engagement-left"])
      .execute(),
  );

test("ended by the company, the practice's owners are told, once, and nobody else", async () => {
  for (let time = 1; time <= 2; time++)
    await as(hanh, consultants.action, { ...settings(), form: { intent: "end", engagementId } });
  const told = await mails();
  expect(told).toMatchObject([{ kind: "engagement-ended", to: minh.email }]);
  expect(told[0]?.text).toContain(`Gốm Kết ${number}`);
  expect(told[0]?.text).toContain(`https://chu-tin.example/p/${practice}`);
  expect(world.enqueued).toContainEqual(expect.objectContaining({ tenantId }));
});

test("ended by the practice's owner, its way in is cut and the company's leaders are told, once", async () => {
  expect(await as(minh, practiceHome.loader, atPractice())).toMatchObject({
    page: { canEnd: true, clients: [{ engagementId }] },
  });
  for (let time = 1; time <= 2; time++)
    expect(await as(minh, practiceHome.action, end())).toMatchObject({ status: 200, page: { done: "ended" } });
  expect(await as(minh, practiceHome.loader, atPractice())).toMatchObject({ page: { clients: [] } });
  for (const gone of [minh, lan]) expect((await gone.browser.ask(`/c/${slug}`)).context.visit.access).toBeNull();
  const told = await mails();
  expect(told).toMatchObject([{ kind: "engagement-left", to: hanh.email }]);
  expect(told[0]?.text).toContain(`https://chu-tin.example/c/${slug}/settings/consultants`);
  const { page } = await as(hanh, consultants.loader, settings());
  expect(page.engagements).toMatchObject([{ isLive: false, endedBy: expect.any(String) as string }]);
  expect((await actionsOf(world.database, tenantId)).filter((action) => action === "engagement.ended")).toHaveLength(1);
});

test("neither a consultant who does not own the practice nor another practice can end it", async () => {
  expect(await as(lan, practiceHome.loader, atPractice())).toMatchObject({ page: { canEnd: false } });
  expect(await as(lan, practiceHome.action, end())).toMatchObject({ status: 403 });
  expect(await as(hanh, practiceHome.action, end())).toMatchObject({ status: 404 });
  // an owner of a practice, with an engagement of somebody else's
  const other = await newcomer(world);
  const made = await as(hanh, consultants.action, {
    ...settings(),
    form: { ...link, intent: "invite", key: randomUUID(), endsOn: "" },
  });
  const token = tokenOf(made.page.made);
  const engaging = { intent: "engage", key: randomUUID(), practice: "", name: `Hãng Khác ${number}` };
  await as(other, invitation.action, { path: `/i/${token}`, params: { token }, form: engaging });
  const theirs = { path: `/p/hang-khac-${number}`, params: { practice: `hang-khac-${number}` } };
  const foreign = { ...theirs, form: { intent: "end", engagementId } };
  expect(await as(other, practiceHome.action, foreign)).toMatchObject({ status: 404 });
  expect(await as(other, practiceHome.action, { ...theirs, form: { intent: "end", engagementId: "x" } })).toMatchObject(
    {
      status: 422,
    },
  );
  expect(await mails()).toEqual([]);
  expect((await minh.browser.ask(`/c/${slug}`)).context.visit.access?.role).toBe("consultant");
});

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Services } from "#app/context.ts";
import type { MadeLink } from "#app/invitations/make-link.server.ts";
import * as company from "#app/routes/c.$company.settings._index.tsx";
import * as consultants from "#app/routes/c.$company.settings.consultants.tsx";
import * as people from "#app/routes/c.$company.settings.people.tsx";
import * as chooser from "#app/routes/companies._index.tsx";
import * as list from "#app/routes/companies.list.tsx";
import * as newCompany from "#app/routes/companies.new.tsx";
import * as invitation from "#app/routes/i.$token.tsx";
import * as operatorJobs from "#app/routes/operator._index.tsx";
import * as operatorHealth from "#app/routes/operator.health.tsx";
import * as operatorOutbox from "#app/routes/operator.outbox.tsx";
import * as practiceHome from "#app/routes/p.$practice._index.tsx";
import * as practicePeople from "#app/routes/p.$practice.people.tsx";
import { loadLibrary } from "#content/library.ts";
import { openDatabase, openPool } from "#db/connect.ts";
import type { Database } from "#db/database.ts";
import { makeOperator } from "#db/identity.ts";
import { withTenant } from "#db/tenant.ts";
import { ask, type Answer } from "./asking.ts";
import { Browser, freshAddress, newcomer, openWorld, type World } from "./identity-world.ts";

let world: World;
let services: Services;
beforeAll(async () => {
  world = await openWorld({ BASE_URL: "https://chu-tin.example" });
  services = { ...world.services, library: loadLibrary("content") };
});
afterAll(() => world.close());

type Someone = Awaited<ReturnType<typeof newcomer>>;
const as = (someone: { browser: Browser }, route: Parameters<typeof ask>[0], asked: Parameters<typeof ask>[3]) =>
  ask(route, someone.browser, services, asked);
const nobody = () => ({ browser: new Browser(services, freshAddress()) });

let number = 0;
async function found(someone: Someone): Promise<string> {
  number++;
  const form = { key: randomUUID(), name: `Gốm An Nhiên ${number}`, zone: "Asia/Ho_Chi_Minh", subject: "household" };
  const { location } = await as(someone, newCompany.action, { path: "/companies/new", form });
  return location?.replace("/c/", "") ?? "";
}
const at = (slug: string, page: string) => ({ path: `/c/${slug}/settings/${page}`, params: { company: slug } });
const sent = { email: "", days: "7", language: "vi" };
function invite(someone: Someone, slug: string, form: Record<string, string> = {}): Promise<Answer> {
  return as(someone, people.action, {
    ...at(slug, "people"),
    form: { intent: "invite", key: randomUUID(), role: "contributor", ...sent, ...form },
  });
}
const madeIn = ({ page }: Answer) => page.made as MadeLink;
const tokenIn = (answer: Answer) => madeIn(answer).link?.url.split("/i/")[1] ?? "";
const door = (token: string) => ({ path: `/i/${token}`, params: { token } });
const look = async (someone: { browser: Browser }, token: string) => {
  const { status, page } = await as(someone, invitation.loader, door(token));
  return { status, ...(page.page as Record<string, unknown>) } as Record<string, unknown>;
};
const accept = (someone: { browser: Browser }, token: string, form: Record<string, string> = { intent: "accept" }) =>
  as(someone, invitation.action, { ...door(token), form });

let hanh: Someone;
let slug: string;
beforeEach(async () => {
  hanh = await newcomer(world);
  slug = await found(hanh);
});

describe("a company", () => {
  test("is founded under its name's address, once, however often the form is sent", async () => {
    const someone = await newcomer(world);
    const form = { key: randomUUID(), name: " Trà Đá Vỉa Hè ", zone: "Asia/Ho_Chi_Minh", subject: "individual" };
    for (let time = 1; time <= 2; time++) {
      expect(await as(someone, newCompany.action, { path: "/companies/new", form })).toMatchObject({
        status: 302,
        location: "/c/tra-da-via-he",
      });
    }
    expect(await as(someone, list.loader, { path: "/companies/list?at=/c/tra-da-via-he" })).toMatchObject({
      page: { companies: [{ to: "/c/tra-da-via-he", name: "Trà Đá Vỉa Hè", current: true }] },
    });
  });

  test("says which field is wrong, and keeps what was typed", async () => {
    const form = { key: randomUUID(), name: "  ", zone: "Mars/Olympus", subject: "king" };
    expect(await as(hanh, newCompany.action, { path: "/companies/new", form })).toMatchObject({
      status: 422,
      page: {
        errors: { name: "name-missing", zone: "zone-unknown", subject: "subject-missing" },
        typed: { zone: "Mars/Olympus" },
      },
    });
  });

  test("is entered straight away by who has one, chosen by who has more, asked for by who has none", async () => {
    const choose = (someone: Someone, path = "/companies") => as(someone, chooser.loader, { path });
    expect(await choose(hanh)).toMatchObject({ status: 302, location: `/c/${slug}` });
    expect(await choose(hanh, "/companies?all")).toMatchObject({ status: 200, page: { companies: [{ slug }] } });
    const second = await found(hanh);
    expect((await choose(hanh)).page.companies).toMatchObject([{ slug, role: "owner" }, { slug: second }]);
    expect(await choose(await newcomer(world))).toMatchObject({ status: 200, page: { companies: [], practices: [] } });
  });

  test("is changed by a leader, over the revision that was seen", async () => {
    const change = (revision: string, name: string) =>
      as(hanh, company.action, {
        path: `/c/${slug}/settings`,
        params: { company: slug },
        form: { name, zone: "Asia/Tokyo", subject: "organisation", revision },
      });
    expect(await change("1", "Gốm Mới")).toMatchObject({ status: 200, page: { saved: "11:00" } });
    expect((await change("1", "Gốm Mới")).status).toBe(200);
    expect(await change("1", "Gốm Khác")).toMatchObject({ status: 409, page: { refusal: "changed-meanwhile" } });
  });

  test("is not there for who does not belong to it, signed in or not", async () => {
    const stranger = await newcomer(world);
    expect(await as(stranger, people.loader, at(slug, "people"))).toMatchObject({
      status: 404,
      page: { refusal: "not-found" },
    });
    expect(await as(nobody(), people.loader, at(slug, "people"))).toMatchObject({
      status: 302,
      location: `/sign-in?next=${encodeURIComponent(`/c/${slug}/settings/people`)}`,
    });
  });
});

describe("an invitation", () => {
  test("comes as a link, a short message in both languages and a QR code", async () => {
    const made = madeIn(await invite(hanh, slug));
    expect(made.link?.url).toMatch(/^https:\/\/chu-tin\.example\/i\/[\w-]{24}$/);
    const { url, messages, qr } = made.link!;
    const name = (await hanh.browser.person())?.name;
    const company = `Gốm An Nhiên ${number}`;
    expect(messages).toEqual({
      vi: `${name} mời bạn vào ${company} trên Chữ Tín: ${url} (hết hạn 01/12/2026)`,
      en: `${name} invites you to ${company} on Chữ Tín: ${url} (until 01/12/2026)`,
    });
    expect(qr.size).toBeGreaterThan(20);
    expect(made).toMatchObject({ email: null, until: "09:00, 01/12/2026" });
  });

  test("by mail stands in the company's outbox with the link made, and is sent after the commit", async () => {
    const key = randomUUID();
    const email = `lan${number}@annhien.example`;
    const once = () => invite(hanh, slug, { key, email: ` ${email.toUpperCase()} `, role: "viewer", language: "en" });
    const first = madeIn(await once());
    const second = madeIn(await once());
    expect(first.link).not.toBeNull();
    expect(second).toMatchObject({ link: null, email });
    const tenantId = (await hanh.browser.ask(`/c/${slug}`)).context.visit.access?.tenantId ?? "";
    const mails = await withTenant(services.db, { tenantId }, (trx) =>
      trx.selectFrom("outbox").selectAll().where("to_address", "=", email).execute(),
    );
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ kind: "invitation", language: "en" });
    expect(mails[0]?.body_text).toContain(`${first.link?.url}\n`);
    expect(mails[0]?.body_text).toContain("Your role: Viewer");
    expect(world.enqueued.filter((job) => (job as { mailId?: string }).mailId === mails[0]?.mail_id)).toHaveLength(1);
  });

  test("is refused in words for a wrong address, a role above one's own, or one who is in already", async () => {
    expect(await invite(hanh, slug, { email: "khong phai", days: "999" })).toMatchObject({
      status: 422,
      page: { errors: { email: "email-wrong", days: "days-wrong" }, typed: { email: "khong phai" } },
    });
    expect(await invite(hanh, slug, { email: hanh.email })).toMatchObject({
      status: 422,
      page: { errors: { email: "email-member" } },
    });
    const manager = await newcomer(world);
    await accept(manager, tokenIn(await invite(hanh, slug, { role: "manager" })));
    expect(await invite(manager, slug, { role: "owner" })).toMatchObject({
      status: 422,
      page: { errors: { role: "role-above" } },
    });
    const viewer = await newcomer(world);
    await accept(viewer, tokenIn(await invite(manager, slug, { role: "viewer" })));
    expect(await invite(viewer, slug, { role: "viewer" })).toMatchObject({
      status: 403,
      page: { refusal: "not-allowed" },
    });
  });

  test("goes out by mail thirty times an hour, and as a link as often as one likes", async () => {
    for (let n = 1; n <= 30; n++) {
      expect((await invite(hanh, slug, { email: `nguoi${n}@annhien.example` })).status).toBe(200);
    }
    expect(await invite(hanh, slug, { email: "nguoi31@annhien.example" })).toMatchObject({
      status: 422,
      page: { errors: { email: "too-many" } },
    });
    expect((await invite(hanh, slug)).status).toBe(200);
  });

  test("tells who has no account who invites, to what and as what, and leads on and back", async () => {
    const token = tokenIn(await invite(hanh, slug, { email: "lan@annhien.example" }));
    expect(await look(nobody(), token)).toMatchObject({
      status: 200,
      state: "open",
      for: "company",
      place: `Gốm An Nhiên ${number}`,
      inviter: (await hanh.browser.person())?.name,
      role: "contributor",
      email: "l***n@annhien.example",
      reader: null,
      canSignUp: true,
    });
    expect(await accept(nobody(), token)).toMatchObject({ status: 302, location: `/sign-in?next=%2Fi%2F${token}` });
  });

  test("accepted, leads into the company; opened again it says so, and to others that it was used", async () => {
    const tuan = await newcomer(world);
    const token = tokenIn(await invite(hanh, slug));
    expect(await look(tuan, token)).toMatchObject({ state: "open", reader: { email: tuan.email } });
    for (let time = 1; time <= 2; time++)
      expect(await accept(tuan, token)).toMatchObject({ status: 302, location: `/c/${slug}` });
    expect(await look(tuan, token)).toMatchObject({ status: 200, state: "accepted", to: `/c/${slug}` });
    const lan = await newcomer(world);
    expect(await accept(lan, token)).toMatchObject({ status: 302, location: `/i/${token}` });
    expect(await look(lan, token)).toMatchObject({ status: 410, state: "used" });
    const { page } = await as(tuan, people.loader, at(slug, "people"));
    expect(page).toMatchObject({ canManage: false, pending: [], members: [{ role: "owner" }, { isMe: true }] });
  });

  test("for somebody else says for whom and who one is, and offers to switch", async () => {
    const [tuan, lan] = [await newcomer(world), await newcomer(world)];
    const token = tokenIn(await invite(hanh, slug, { email: tuan.email }));
    expect(await look(lan, token)).toMatchObject({ status: 403, state: "wrong-person", yours: lan.email });
    expect(await accept(lan, token)).toMatchObject({ location: `/i/${token}` });
    expect(await accept(lan, token, { intent: "switch" })).toMatchObject({
      status: 302,
      location: `/sign-in?next=%2Fi%2F${token}`,
    });
    expect(await lan.browser.person()).toBeNull();
    expect(await accept(tuan, token)).toMatchObject({ location: `/c/${slug}` });
  });

  test("leaves a member what they are, and itself unused", async () => {
    const tuan = await newcomer(world);
    await accept(tuan, tokenIn(await invite(hanh, slug, { role: "viewer" })));
    const token = tokenIn(await invite(hanh, slug, { role: "owner" }));
    expect(await look(tuan, token)).toMatchObject({ status: 200, state: "member", to: `/c/${slug}` });
    await accept(tuan, token);
    expect(await look(nobody(), token)).toMatchObject({ state: "open" });
    expect((await tuan.browser.ask(`/c/${slug}`)).context.visit.access?.role).toBe("viewer");
  });

  test("withdrawn, out of time or never made, it opens nothing and says which", async () => {
    const token = tokenIn(await invite(hanh, slug));
    const { page } = await as(hanh, people.loader, at(slug, "people"));
    const [{ linkId }] = page.pending as [{ linkId: string }];
    const revoke = { ...at(slug, "people"), form: { intent: "revoke", linkId } };
    for (let time = 1; time <= 2; time++) {
      expect(await as(hanh, people.action, revoke)).toMatchObject({ status: 200, page: { done: "revoked" } });
    }
    expect(await look(nobody(), token)).toMatchObject({ status: 410, state: "withdrawn" });
    expect(await look(nobody(), "x".repeat(24))).toEqual({ status: 404, state: "unknown" });
    const late = tokenIn(await invite(hanh, slug, { days: "1" }));
    world.wait(24 * 60);
    const tuan = await newcomer(world);
    await accept(tuan, late);
    expect(await look(tuan, late)).toMatchObject({ status: 410, state: "expired" });
    expect((await tuan.browser.ask(`/c/${slug}`)).context.visit.access).toBeNull();
  });
});

describe("a member", () => {
  const act = (someone: Someone, form: Record<string, string>) =>
    as(someone, people.action, { ...at(slug, "people"), form });

  test("gets another role, is removed, and finds nothing any more", async () => {
    const tuan = await newcomer(world);
    await accept(tuan, tokenIn(await invite(hanh, slug)));
    expect(await act(hanh, { intent: "role", memberId: tuan.personId, role: "manager" })).toMatchObject({
      page: { done: "role" },
    });
    expect((await tuan.browser.ask(`/c/${slug}`)).context.visit.access?.role).toBe("manager");
    expect(await act(hanh, { intent: "remove", memberId: tuan.personId })).toMatchObject({ page: { done: "removed" } });
    expect(await as(tuan, people.loader, at(slug, "people"))).toMatchObject({ status: 404 });
  });

  test("leaves, unless nobody would be left to own the company", async () => {
    const tuan = await newcomer(world);
    await accept(tuan, tokenIn(await invite(hanh, slug, { role: "viewer" })));
    expect(await act(hanh, { intent: "leave" })).toMatchObject({ status: 409, page: { refused: "last-owner" } });
    expect(await act(hanh, { intent: "role", memberId: hanh.personId, role: "viewer" })).toMatchObject({
      status: 409,
      page: { refused: "last-owner" },
    });
    expect(await act(tuan, { intent: "leave" })).toMatchObject({ status: 302, location: "/companies?all" });
    expect(await as(tuan, people.loader, at(slug, "people"))).toMatchObject({ status: 404 });
  });

  test("sees the form's own mistake, not an error page, when a page of another day sends it", async () => {
    expect(await act(hanh, { intent: "abolish" })).toMatchObject({ status: 422, page: { errors: { intent: "form" } } });
  });
});

describe("a practice", () => {
  const offer = (someone: Someone, form: Record<string, string> = {}) =>
    as(someone, consultants.action, {
      ...at(slug, "consultants"),
      form: { intent: "invite", key: randomUUID(), endsOn: "", ...sent, ...form },
    });
  const engage = (someone: Someone, token: string, form: Record<string, string>) =>
    accept(someone, token, { intent: "engage", key: randomUUID(), practice: "", name: "", ...form });
  const home = (someone: Someone, practice: string) =>
    as(someone, practiceHome.loader, { path: `/p/${practice}`, params: { practice } });

  test("is founded on the way in, once, and sees the client until the client ends it", async () => {
    const minh = await newcomer(world);
    const token = tokenIn(await offer(hanh));
    expect(await look(minh, token)).toMatchObject({ state: "open", for: "engagement", role: null, practices: [] });
    expect(await engage(minh, token, {})).toMatchObject({ status: 422, page: { errors: { name: "name-missing" } } });
    const form = { key: randomUUID(), name: `Minh Tâm ${number}` };
    for (let time = 1; time <= 2; time++)
      expect(await engage(minh, token, form)).toMatchObject({ location: `/c/${slug}` });
    const practice = `minh-tam-${number}`;
    expect(await home(minh, practice)).toMatchObject({ status: 200, page: { clients: [{ slug }] } });
    expect((await as(minh, list.loader, { path: "/companies/list" })).page.companies).toHaveLength(1);
    expect(await as(minh, people.loader, at(slug, "people"))).toMatchObject({ page: { canManage: false } });

    const { page } = await as(hanh, consultants.loader, at(slug, "consultants"));
    const [engagement] = page.engagements as [{ engagementId: string; isLive: boolean }];
    expect(engagement.isLive).toBe(true);
    const end = { ...at(slug, "consultants"), form: { intent: "end", engagementId: engagement.engagementId } };
    for (let time = 1; time <= 2; time++)
      expect(await as(hanh, consultants.action, end)).toMatchObject({ page: { done: "ended" } });
    expect(await as(minh, people.loader, at(slug, "people"))).toMatchObject({ status: 404 });
    expect(await home(minh, practice)).toMatchObject({ status: 200, page: { clients: [] } });
  });

  test("chosen among one's own; one that is in already is told so, and somebody else's is none", async () => {
    const minh = await newcomer(world);
    await engage(minh, tokenIn(await offer(hanh)), { name: `Thiên Ân ${number}` });
    const practice = `thien-an-${number}`;
    const token = tokenIn(await offer(hanh));
    expect(await look(minh, token)).toMatchObject({ practices: [{ slug: practice }] });
    expect(await engage(minh, token, { practice })).toMatchObject({
      status: 409,
      page: { errors: { practice: "engaged" } },
    });
    const lan = await newcomer(world);
    expect(await engage(lan, token, { practice })).toMatchObject({ location: `/i/${token}` });
    expect((await lan.browser.ask(`/c/${slug}`)).context.visit.access).toBeNull();
    expect(await home(lan, practice)).toMatchObject({ status: 404 });
  });

  test("is invited by an owner alone, and not for a day that is over", async () => {
    const manager = await newcomer(world);
    await accept(manager, tokenIn(await invite(hanh, slug, { role: "manager" })));
    expect(await offer(manager)).toMatchObject({ status: 403 });
    expect(await offer(hanh, { endsOn: "2026-11-01" })).toMatchObject({
      status: 422,
      page: { errors: { endsOn: "day-wrong" } },
    });
  });

  test("takes in a consultant by its own link, and lets go of them", async () => {
    const [minh, lan] = [await newcomer(world), await newcomer(world)];
    await engage(minh, tokenIn(await offer(hanh)), { name: `Đại Đồng ${number}` });
    const practice = `dai-dong-${number}`;
    const here = { path: `/p/${practice}/people`, params: { practice } };
    const made = await as(minh, practicePeople.action, {
      ...here,
      form: { intent: "invite", key: randomUUID(), role: "consultant", ...sent, email: lan.email },
    });
    const token = tokenIn(made);
    expect(await look(nobody(), token)).toMatchObject({
      for: "practice",
      place: `Đại Đồng ${number}`,
      role: "consultant",
    });
    expect(await accept(lan, token)).toMatchObject({ location: `/p/${practice}` });
    expect((await lan.browser.ask(`/c/${slug}`)).context.visit.access?.role).toBe("consultant");
    expect(
      await as(lan, practicePeople.action, { ...here, form: { intent: "remove", memberId: minh.personId } }),
    ).toMatchObject({
      status: 403,
    });
    expect(await as(minh, practicePeople.action, { ...here, form: { intent: "leave" } })).toMatchObject({
      page: { refused: "last-owner" },
    });
    await as(minh, practicePeople.action, { ...here, form: { intent: "remove", memberId: lan.personId } });
    expect((await lan.browser.ask(`/c/${slug}`)).context.visit.access).toBeNull();
    expect(await home(lan, practice)).toMatchObject({ status: 404 });
  });
});

test("a page asks few statements, the visit's own included, and no more of them for more rows", async () => {
  const minh = await newcomer(world);
  const token = tokenIn(
    await as(hanh, consultants.action, {
      ...at(slug, "consultants"),
      form: { intent: "invite", key: randomUUID(), endsOn: "", ...sent },
    }),
  );
  await accept(minh, token, { intent: "engage", key: randomUUID(), practice: "", name: `Ba Miền ${number}` });
  const practice = `ba-mien-${number}`;
  const pool = openPool(world.database.urls.app, { max: 2, name: "chu-tin-test", onError: () => undefined });
  const counted = { ...services, db: openDatabase<Database>(pool) };
  const statementsOf = async (someone: Someone, route: Parameters<typeof ask>[0], asked: Parameters<typeof ask>[3]) => {
    const browser = new Browser(counted, freshAddress());
    for (const [name, value] of someone.browser.cookies) browser.cookies.set(name, value);
    let count = 0;
    pool.onStatement = () => void count++;
    expect((await ask(route, browser, counted, asked)).status).toBe(200);
    delete pool.onStatement;
    return count;
  };
  const open = tokenIn(await invite(hanh, slug));
  const pages = async () => ({
    chooser: await statementsOf(hanh, chooser.loader, { path: "/companies?all" }),
    company: await statementsOf(hanh, company.loader, { path: `/c/${slug}/settings`, params: { company: slug } }),
    people: await statementsOf(hanh, people.loader, at(slug, "people")),
    consultants: await statementsOf(hanh, consultants.loader, at(slug, "consultants")),
    invitation: await statementsOf(minh, invitation.loader, door(open)),
    practice: await statementsOf(minh, practiceHome.loader, { path: `/p/${practice}`, params: { practice } }),
  });
  // begin and commit are two of each but the visit's own
  const few = { chooser: 5, company: 5, people: 6, consultants: 6, invitation: 5, practice: 6 };
  try {
    expect(await pages()).toEqual(few);
    for (let more = 1; more <= 3; more++) {
      await accept(await newcomer(world), tokenIn(await invite(hanh, slug)));
      await found(hanh);
      await invite(hanh, slug);
    }
    expect(await pages()).toEqual(few);
  } finally {
    await pool.end();
  }
});

describe("the operator's pages", () => {
  const pages = [operatorJobs.loader, operatorOutbox.loader, operatorHealth.loader] as const;
  const path = "/operator";

  test("do not exist for anybody else", async () => {
    for (const page of pages) expect(await as(hanh, page, { path })).toMatchObject({ status: 404 });
    expect(await as(hanh, operatorJobs.action, { path, form: { id: "1" } })).toMatchObject({ status: 404 });
  });

  test("show the operator mails with their links where no SMTP server is set, and their kind alone where one is", async () => {
    const { link } = madeIn(await invite(hanh, slug, { email: `thu${number}@annhien.example` }));
    const operator = await newcomer(world);
    await makeOperator(world.database.auth, { personId: operator.personId, now: services.now() });
    const mails = async (smtpUrl?: string) => {
      const with_ = { ...services, settings: { ...services.settings, smtpUrl } };
      const { page } = await ask(operatorOutbox.loader, operator.browser, with_, { path: "/operator/outbox" });
      return (page.mails as { to: string; link: string | null; subject: string; body: string }[]).find(
        ({ to }) => to === `thu${number}@annhien.example`,
      );
    };
    expect(await mails()).toMatchObject({ link: link?.url });
    expect(await mails("smtp://127.0.0.1")).toMatchObject({ link: null, body: "", subject: "invitation" });
  });
});

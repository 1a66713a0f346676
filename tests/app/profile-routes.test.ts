import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Services } from "#app/context.ts";
import type { BindingView, FrameworkView } from "#app/profile/binding.server.ts";
import type { Preview } from "#app/profile/preview.server.ts";
import type { ReliefView } from "#app/profile/relief.server.ts";
import * as list from "#app/routes/c.$company.assessments._index.tsx";
import * as intake from "#app/routes/c.$company.profile._index.tsx";
import * as binding from "#app/routes/c.$company.profile.binding.tsx";
import * as change from "#app/routes/c.$company.profile.change.tsx";
import * as settings from "#app/routes/c.$company.settings._index.tsx";
import * as newCompany from "#app/routes/companies.new.tsx";
import { loadLibrary } from "#content/library.ts";
import { profileOf } from "#db/profile.ts";
import { withTenant } from "#db/tenant.ts";
import { askedFacts, factsToAsk, notSure } from "#domain/intake.ts";
import type { Role } from "#domain/permission.ts";
import { actionsOf } from "#tests/companies.ts";
import { ask } from "./asking.ts";
import { newcomer, openWorld, type World } from "./identity-world.ts";

const statements = vi.spyOn(pg.Client.prototype, "query");
const library = loadLibrary("content");
const asked = askedFacts(library.facts);
let world: World;
let services: Services;
type Someone = Awaited<ReturnType<typeof newcomer>>;
let hanh: Someone;
let slug: string;
let tenantId: string;
beforeAll(async () => {
  world = await openWorld();
  services = { ...world.services, library };
});
afterAll(() => world.close());
beforeEach(async () => {
  hanh = await newcomer(world);
  const founding = { key: randomUUID(), name: "Gốm An Nhiên", zone: "Asia/Ho_Chi_Minh", subject: "organisation" };
  const founded = await ask(newCompany.action, hanh.browser, services, { path: "/companies/new", form: founding });
  slug = founded.location?.replace("/c/", "") ?? "";
  tenantId = (await hanh.browser.ask(`/c/${slug}`)).context.visit.access?.tenantId ?? "";
});

const within = <T>(work: Parameters<typeof withTenant<T>>[2]) => withTenant(world.database.app, { tenantId }, work);
const stored = () => within(profileOf);
const as = (who: Someone, route: Parameters<typeof ask>[0], path: string, form?: Record<string, string>) =>
  ask(route, who.browser, services, { path: `/c/${slug}${path}`, params: { company: slug }, form });
const say = async (fact: string, said: string, basedOn?: number) =>
  as(hanh, intake.action, "/profile?index", {
    fact,
    said,
    basedOn: String(basedOn ?? (await stored())?.revision ?? 0),
  });
/** Answers all questions but those named: the first choice, none of what may be ticked, ten of what is counted. */
async function sayAll(otherwise: Record<string, string> = {}) {
  let last = await say("trade", otherwise.trade ?? "retail");
  for (const { id, kind } of asked) {
    const plain = { one: "", boolean: "false", integer: "10", several: "none", date: "2026-01-01" }[kind];
    const first = asked.flatMap((fact) => (fact.id === id && fact.kind === "one" ? fact.values : []))[0]?.value;
    const isPut = factsToAsk(library.facts, await stored()).some((fact) => fact.id === id);
    if (isPut) last = await say(id, otherwise[id] ?? (plain || (first ?? "")));
  }
  return last;
}
const bound = async () => (await as(hanh, binding.loader, "/profile/binding")).page;
const preview = (query: string) => as(hanh, change.loader, `/profile/change?${query}`);
async function apply(query: string, form?: Record<string, string>) {
  const { page } = await preview(query);
  const shown = { basedOn: String(page.basedOn), seen: String(page.seen) };
  return as(hanh, change.action, `/profile/change?${query}`, { ...shown, ...form });
}
async function start(frameworkId = "vn-pdpl-2025") {
  const { location } = await as(hanh, list.action, "/assessments", { frameworkId });
  return location?.split("/").at(-1) ?? "";
}
const factsOf = (id: string) =>
  within(
    async (trx) =>
      (await trx.selectFrom("assessments").select("facts").where("assessment_id", "=", id).executeTakeFirstOrThrow())
        .facts,
  );

describe("the legal form and whose fine it would be", () => {
  const subject = () =>
    within(async (trx) => (await trx.selectFrom("tenants").select("subject").executeTakeFirstOrThrow()).subject);
  const inSettings = async () => (await as(hanh, settings.loader, "/settings")).page;

  test("what the company was set up as is offered for confirmation, and is not known by that", async () => {
    const { page } = await as(hanh, intake.loader, "/profile?q=legal-form");
    expect(page).toMatchObject({ suggested: "company" });
    expect(await inSettings()).toMatchObject({ isByProfile: false });
    expect((await as(hanh, intake.loader, "/profile?q=trade")).page).toMatchObject({ suggested: null });
    await say("legal-form", notSure);
    expect((await as(hanh, intake.loader, "/profile?q=legal-form")).page).toMatchObject({ suggested: null });
    expect(await subject()).toBe("organisation");
  });

  test("one sets the other once the profile is applied, on record, and the settings follow", async () => {
    await sayAll({ "legal-form": "household" });
    expect(await subject()).toBe("household");
    expect(await actionsOf(world.database, tenantId)).toContain("company.changed");
    expect(await inSettings()).toMatchObject({ isByProfile: true, company: { subject: "household", revision: 2 } });
    const form = { name: "Gốm An Nhiên Xưa", zone: "Asia/Ho_Chi_Minh", subject: "organisation", revision: "2" };
    expect((await as(hanh, settings.action, "/settings?index", form)).status).toBe(200);
    expect(await inSettings()).toMatchObject({ company: { name: "Gốm An Nhiên Xưa", subject: "household" } });
    await apply("legal-form=individual");
    expect(await subject()).toBe("individual");
    await apply("legal-form=unsure");
    expect(await subject()).toBe("individual");
    expect(await inSettings()).toMatchObject({ isByProfile: false });
  });
});

describe("the intake", () => {
  test("begins at the first question, keeps each answer at once and goes on to the next", async () => {
    expect(await as(hanh, intake.loader, "/profile")).toMatchObject({ location: `/c/${slug}/profile?q=legal-form` });
    expect((await as(hanh, intake.loader, "/profile?q=legal-form")).page).toMatchObject({
      current: { id: "legal-form" },
      revision: 0,
    });
    expect(await say("legal-form", "company")).toMatchObject({ status: 302, location: `/c/${slug}/profile?q=trade` });
    expect(await stored()).toMatchObject({ given: { "legal-form": "company" }, revision: 1, appliedAt: null });
  });

  test("goes on where it was left, past what was answered with not sure", async () => {
    await say("legal-form", "household");
    await say("trade", notSure);
    expect(await as(hanh, intake.loader, "/profile")).toMatchObject({ location: `/c/${slug}/profile?q=headcount` });
    expect((await as(hanh, intake.loader, "/profile?q=trade")).page).toMatchObject({ current: { id: "trade" } });
    expect((await as(hanh, intake.loader, "/profile?list=1")).page).toMatchObject({ current: null });
  });

  test("leaves out the question that cannot matter, and counts without it", async () => {
    const shown = async () => (await as(hanh, intake.loader, "/profile?list=1")).page.asked as { id: string }[];
    expect((await shown()).map(({ id }) => id)).toContain("relief-chosen");
    await say("legal-form", "household");
    expect(await shown()).toHaveLength(asked.length - 1);
    expect((await as(hanh, intake.loader, "/profile?q=relief-chosen")).location).toBe(`/c/${slug}/profile?q=trade`);
    expect((await sayAll({ "legal-form": "household" })).location).toBe(`/c/${slug}/profile/binding`);
    expect(await stored()).toMatchObject({ appliedAt: expect.any(Date) });
    expect((await stored())?.given).not.toHaveProperty("relief-chosen");
  });

  test("says beside the question what is wrong, and loses nothing of what was typed", async () => {
    expect(await say("headcount", "mười")).toMatchObject({
      status: 422,
      page: { fact: "headcount", problem: "no-number", sent: ["mười"] },
    });
    expect(await say("size", "")).toMatchObject({ status: 422, page: { problem: "missing" } });
    expect(await say("size", "giant")).toMatchObject({ status: 422, page: { problem: "unknown-value" } });
    expect(await say("favourite-colour", "blue")).toMatchObject({ status: 404 });
    expect(await stored()).toBeNull();
  });

  test("tells the second of two who answer the same question", async () => {
    await say("size", "micro", 0);
    expect(await say("size", "large", 0)).toMatchObject({
      status: 409,
      page: { problem: "changed-meanwhile", sent: ["large"] },
    });
    expect(await say("size", "micro", 0)).toMatchObject({ status: 302 });
    expect((await stored())?.given).toEqual({ size: "micro" });
  });

  test("ends with the last answer: it is applied, and leads to what binds", async () => {
    expect(await sayAll()).toMatchObject({ location: `/c/${slug}/profile/binding` });
    expect((await stored())?.appliedAt).toEqual(services.now());
    expect((await actionsOf(world.database, tenantId)).at(-1)).toBe("profile.applied");
  });

  test("ends in a preview while an assessment runs that it would change", async () => {
    const id = await start();
    expect(await sayAll()).toMatchObject({ location: `/c/${slug}/profile/change` });
    expect(await factsOf(id)).not.toHaveProperty("headcount");
    expect(await apply("")).toMatchObject({ location: `/c/${slug}/profile/binding?changed=1` });
    expect(await factsOf(id)).toMatchObject({ headcount: ["just-10"], tools: [], relief: ["exempt"] });
  });
});

describe("what binds", () => {
  test("with nothing known all of it does, and each line has its clause and names what would decide it", async () => {
    const { binding: view, relief } = (await bound()) as { binding: BindingView; relief: ReliefView };
    const lines = view.parts.flatMap(({ instruments }) => instruments.flatMap(({ duties }) => duties));
    expect(lines.length).toBeGreaterThan(40);
    for (const { id, clause, answers, open, binds } of lines) {
      expect(clause.article, id).toMatch(/^(Điều|[A-Z]?\.?\d)/);
      expect(clause.standing, id).not.toBe("");
      expect(answers.length === 0 && (open.length > 0 || binds !== ""), id).toBe(true);
    }
    expect(view.free).toEqual([]);
    expect(relief).toMatchObject({ state: "open", grounds: [] });
    expect(relief.open.map(({ fact }) => fact)).toEqual(expect.arrayContaining(["size", "sensitive-kinds", "tools"]));
  });

  test("an answer that decides is named beside the duty, with the words that were chosen", async () => {
    await sayAll({ "data-places": "foreign-cloud", tools: "cameras" });
    const { binding: view } = (await bound()) as { binding: BindingView };
    const line = (id: string) =>
      [...view.parts.flatMap(({ instruments }) => instruments.flatMap(({ duties }) => duties)), ...view.free].find(
        (duty) => duty.id === id,
      );
    expect(line("VN-XB-02")?.answers).toMatchObject([
      { fact: "data-places", words: expect.stringContaining("nước ngoài") },
    ]);
    expect(line("VN-REC-03")?.answers).toMatchObject([{ fact: "tools", words: expect.stringContaining("Camera") }]);
    expect(view.free.map(({ id }) => id)).toContain("VN-CHILD-02");
    expect(line("VN-CHILD-02")?.answers).toMatchObject([{ fact: "whose-data" }]);
    expect(view.unknown).toEqual([]);
  });

  test.each<[string, Record<string, string>, Partial<ReliefView>]>([
    ["a micro firm", { size: "micro" }, { state: "kept" }],
    ["a small one", { size: "small" }, { state: "to-choose" }],
    ["a small one that has recorded its choice", { size: "small", "relief-chosen": "true" }, { state: "chosen" }],
    ["a medium one", { size: "medium" }, { state: "none", grounds: [] }],
    ["a micro firm with a fingerprint clock", { size: "micro", tools: "fingerprint-face" }, { state: "lost" }],
    ["one that is not sure what it keeps", { size: "micro", "sensitive-kinds": notSure }, { state: "open" }],
  ])("the relief of Article 38 for %s", async (_, otherwise, expected) => {
    await sayAll({ "whose-data": "customers", "data-places": "own", ...otherwise });
    const { relief } = (await bound()) as { relief: ReliefView };
    expect(relief).toMatchObject(expected);
    if (relief.state === "lost")
      expect(relief.grounds).toMatchObject([
        { clauses: ["Nghị định 356/2025/NĐ-CP, Điều\u00a04 khoản\u00a01"], answers: [{ fact: "tools" }] },
      ]);
    if (relief.state === "open") expect(relief.open.map(({ fact }) => fact)).toEqual(["sensitive-kinds"]);
    expect(relief.clauses[0]).toBe("Luật 91/2025/QH15, Điều\u00a038 khoản\u00a02");
  });

  test("leads on to the questionnaires that apply, and to the one that runs", async () => {
    const { frameworks } = (await bound()) as { frameworks: FrameworkView[] };
    expect(frameworks[0]).toMatchObject({ id: "leakage", runningId: null });
    const id = await start("leakage");
    expect(((await bound()) as { frameworks: FrameworkView[] }).frameworks[0]).toMatchObject({ runningId: id });
  });
});

describe("a change", () => {
  test("is shown before it is applied, in duties and in the questions of what runs", async () => {
    await sayAll({ "whose-data": "customers", "data-places": "own", size: "micro", "legal-form": "company" });
    const id = await start();
    expect(await say("tools", "fingerprint-face")).toMatchObject({
      location: `/c/${slug}/profile/change?tools=fingerprint-face`,
    });
    const { preview: shown } = (await preview("tools=fingerprint-face")).page as { preview: Preview };
    expect(shown.changes).toMatchObject([{ fact: "tools", before: expect.stringMatching(/^Không/) }]);
    expect(shown.relief).toEqual({ before: "kept", after: "lost" });
    expect(shown.appears.map((duty) => duty.id)).toEqual(expect.arrayContaining(["VN-DPIA-01", "VN-BR-07"]));
    for (const { clause } of shown.appears) expect(clause?.article).toMatch(/Điều/);
    expect(shown.disappears).toEqual([]);
    expect(shown.assessments[0]?.appears.length).toBeGreaterThan(2);
    expect((await factsOf(id)).relief).toEqual(["exempt"]);
    expect(await stored()).toMatchObject({ given: { tools: [] } });
  });

  test("is applied to all that runs, once, however often it is pressed", async () => {
    await sayAll({ size: "micro" });
    const ids = [await start(), await start("leakage")];
    const { page } = await preview("tools=gps");
    const form = { basedOn: String(page.basedOn), seen: String(page.seen) };
    const pressed = await Promise.all([apply("tools=gps", form), apply("tools=gps", form)]);
    for (const answer of pressed) expect(answer).toMatchObject({ location: `/c/${slug}/profile/binding?changed=1` });
    for (const id of ids) expect((await factsOf(id)).location).toEqual(["true"]);
    expect((await actionsOf(world.database, tenantId)).filter((action) => action === "profile.applied")).toHaveLength(
      2,
    );
  });

  test("is refused when something was started since, and shows the new state", async () => {
    await sayAll();
    const { page } = await preview("tools=gps");
    await start();
    const shown = { basedOn: String(page.basedOn), seen: String(page.seen) };
    expect(await apply("tools=gps", shown)).toMatchObject({ status: 409, page: { refused: "changed-meanwhile" } });
    expect((await stored())?.given.tools).toEqual([]);
    expect(await apply("tools=gps")).toMatchObject({ status: 302 });
  });

  test("that changes nothing, or says what cannot be, leads back", async () => {
    await sayAll();
    for (const query of ["", "tools=none", "tools=drone", "size=giant", "people-known=ten"])
      expect(await preview(query), query).toMatchObject({ location: `/c/${slug}/profile/binding` });
    expect(
      await as(hanh, change.action, "/profile/change?tools=gps", { basedOn: "1", seen: "nonsense" }),
    ).toMatchObject({
      status: 422,
    });
  });
});

test("owners and managers change it, everybody else reads it", async () => {
  await say("size", "micro");
  const roles: [Role, boolean][] = [
    ["manager", true],
    ["contributor", false],
    ["viewer", false],
  ];
  for (const [role, mayEdit] of roles) {
    const someone = await newcomer(world);
    await within(async (trx) => {
      await trx
        .insertInto("people")
        .values({ person_id: someone.personId ?? "", name: role, email: null })
        .execute();
      const membership = { person_id: someone.personId ?? "", role: role as "manager", joined_at: services.now() };
      await trx.insertInto("memberships").values(membership).execute();
    });
    expect((await as(someone, intake.loader, "/profile?list=1")).page, role).toMatchObject({ mayEdit });
    expect((await as(someone, binding.loader, "/profile/binding")).status, role).toBe(200);
    const revision = String((await stored())?.revision);
    const said = await as(someone, intake.action, "/profile?index", {
      fact: "trade",
      said: "retail",
      basedOn: revision,
    });
    expect(said.status, role).toBe(mayEdit ? 302 : 403);
    expect((await as(someone, change.loader, "/profile/change?size=small")).status, role).toBe(mayEdit ? 200 : 403);
  }
});

test("each of its pages costs at most eight statements", async () => {
  await sayAll();
  for (const frameworkId of ["leakage", "vn-pdpl-2025"]) await start(frameworkId);
  for (const [route, path] of [
    [intake.loader, "/profile"],
    [binding.loader, "/profile/binding"],
    [change.loader, "/profile/change?tools=gps"],
  ] as const) {
    statements.mockClear();
    expect((await as(hanh, route, path)).status).toBe(200);
    expect(statements.mock.calls.length, path).toBeLessThanOrEqual(8);
  }
});

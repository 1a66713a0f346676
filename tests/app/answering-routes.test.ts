import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Services } from "#app/context.ts";
import type { Kept, Overtaken } from "#app/answering/outbox.ts";
import type { Answering } from "#app/answering/model.ts";
import * as list from "#app/routes/c.$company.assessments._index.tsx";
import * as page from "#app/routes/c.$company_.assessments.$assessmentId._index.tsx";
import * as answers from "#app/routes/c.$company_.assessments.$assessmentId.answers.tsx";
import * as table from "#app/routes/c.$company_.assessments.$assessmentId.table.tsx";
import * as newCompany from "#app/routes/companies.new.tsx";
import * as preferences from "#app/routes/preferences.tsx";
import { loadLibrary } from "#content/library.ts";
import { assessmentForUpdate, completeAssessment } from "#db/assessments.ts";
import { withTenant } from "#db/tenant.ts";
import { ask, type Answer } from "./asking.ts";
import { Browser, freshAddress, newcomer, openWorld, type World } from "./identity-world.ts";

const statements = vi.spyOn(pg.Client.prototype, "query");
let world: World;
let services: Services;
type Someone = Awaited<ReturnType<typeof newcomer>>;
let hanh: Someone;
let slug: string;
let id: string;

beforeAll(async () => {
  world = await openWorld();
  services = { ...world.services, library: loadLibrary("content") };
});
afterAll(() => world.close());
beforeEach(async () => {
  hanh = await newcomer(world);
  slug = await found(hanh);
  id = await start(hanh);
});

async function found(someone: Someone): Promise<string> {
  const form = { key: randomUUID(), name: "Gốm An Nhiên", zone: "Asia/Ho_Chi_Minh", subject: "household" };
  const { location } = await ask(newCompany.action, someone.browser, services, { path: "/companies/new", form });
  return location?.replace("/c/", "") ?? "";
}
async function start(someone: Someone): Promise<string> {
  const asked = { path: `/c/${slug}/assessments`, params: { company: slug }, form: { frameworkId: "leakage" } };
  const { location } = await ask(list.action, someone.browser, services, asked);
  return location?.split("/").at(-1) ?? "";
}
const here = () => ({ path: `/c/${slug}/assessments/${id}`, params: { company: slug, assessmentId: id } });
const tenantId = async (someone: Someone) =>
  (await someone.browser.ask(`/c/${slug}`)).context.visit.access?.tenantId ?? "";

/** Sends a change as the page does. */
async function send(someone: { browser: Browser; personId?: string }, change: object): Promise<Answer> {
  const { path, params } = here();
  const body = JSON.stringify({
    act: "save",
    personId: someone.personId,
    basedOn: 0,
    saveKey: randomUUID(),
    ...change,
  });
  const asJson: Parameters<typeof ask>[0] = (args) =>
    answers.action({
      ...args,
      request: new Request(args.request.url, { method: "POST", body, headers: { "content-type": "application/json" } }),
    });
  return ask(asJson, someone.browser, services, { path: `${path}/answers`, params });
}
const choose = (questionId: string, value: string) => ({ questionId, reply: { kind: "choice", value } });

async function join(someone: Someone, role: "manager" | "contributor" | "viewer") {
  await withTenant(world.database.app, { tenantId: await tenantId(hanh) }, async (trx) => {
    await trx
      .insertInto("people")
      .values({ person_id: someone.personId, name: "Trần Văn Minh", email: null })
      .execute();
    await trx.insertInto("memberships").values({ person_id: someone.personId, role, joined_at: new Date() }).execute();
  });
}

describe("starting from the list", () => {
  test("pressed twice, it goes to the assessment that the first press started", async () => {
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await start(hanh)).toBe(id);
    const { page: shown } = await ask(list.loader, hanh.browser, services, {
      path: `/c/${slug}/assessments`,
      params: { company: slug },
    });
    const frameworks = shown.frameworks as { id: string; rounds: unknown[] }[];
    expect(frameworks.find((framework) => framework.id === "leakage")?.rounds).toMatchObject([
      { id, state: "open", number: 1 },
    ]);
  });
});

describe("the way of answering", () => {
  test("is remembered for the person who chose it: opened anew it is a table, a named question by itself", async () => {
    const open = (someone: Someone, search = "") =>
      ask(page.loader, someone.browser, services, { ...here(), path: here().path + search });
    expect((await open(hanh)).status).toBe(200);
    const args = await hanh.browser.ask("/preferences", { answering: "table", next: `${here().path}/table` });
    const response = (await preferences.action(args)) as Response;
    expect(response.headers.get("location")).toBe(`${here().path}/table`);
    hanh.browser.keep(response.headers.getSetCookie());
    expect(await open(hanh)).toMatchObject({ status: 302, location: `${here().path}/table` });
    expect((await open(hanh, "?q=data.listed")).status).toBe(200);
    // somebody else on the same browser has not chosen
    const minh = await newcomer(world);
    await join(minh, "viewer");
    minh.browser.keep(response.headers.getSetCookie());
    expect((await open(minh)).status).toBe(200);
  });
});

describe("a change that the page sends", () => {
  test("is kept, and answered with the revision and the answer alone", async () => {
    const { status, page: kept } = await send(hanh, choose("data.listed", "met"));
    expect(status).toBe(200);
    expect(kept).toMatchObject({ revision: 1, answer: { value: "met", credit: 100, isMine: true }, unconfirmed: [] });
    expect(Object.keys(kept).sort()).toEqual(["answer", "revision", "unconfirmed"]);
  });

  test("costs eight statements in all, from who asks to the trail, and the page nine, as a table too", async () => {
    const counted = async (act: () => Promise<unknown>) => {
      statements.mockClear();
      await act();
      return statements.mock.calls.length;
    };
    expect(await counted(() => send(hanh, choose("data.listed", "met")))).toBe(8);
    expect(await counted(() => ask(page.loader, hanh.browser, services, here()))).toBe(9);
    expect(await counted(() => ask(table.loader, hanh.browser, services, here()))).toBe(9);
  });

  test("sent again it is kept once", async () => {
    const change = { ...choose("data.listed", "met"), saveKey: randomUUID() };
    expect((await send(hanh, change)).page).toMatchObject({ revision: 1 });
    expect((await send(hanh, change)).page).toMatchObject({ revision: 1 });
  });

  test("over another person's answer it is refused with theirs, by name and time", async () => {
    const minh = await newcomer(world);
    await join(minh, "contributor");
    await send(minh, choose("data.listed", "unmet"));
    const { status, page: said } = await send(hanh, choose("data.listed", "met"));
    expect(status).toBe(409);
    const { refusal, theirs } = said as unknown as Overtaken;
    expect(refusal).toBe("answered-meanwhile");
    expect(theirs).toMatchObject({ value: "unmet", revision: 1, answeredByName: "Trần Văn Minh", isMine: false });
    const kept = await send(hanh, { ...choose("data.listed", "met"), basedOn: theirs.revision });
    expect(kept.page).toMatchObject({ revision: 2 });
  });

  test("undone it is as it was before", async () => {
    await send(hanh, choose("data.listed", "met"));
    const { page: undone } = await send(hanh, { act: "undo", questionId: "data.listed", basedOn: 1 });
    expect((undone as unknown as Kept).answer).toMatchObject({ kind: "none", revision: 2 });
  });

  test("not applicable waits for a second person, whose consent is a change of its own", async () => {
    const mai = await newcomer(world);
    await join(mai, "manager");
    const reply = { kind: "not-applicable", reason: "tiệm một người" };
    await send(hanh, { questionId: "staff.trained-yearly", reply });
    const accept = { act: "accept", questionId: "staff.trained-yearly", basedOn: 1, saveKey: undefined };
    expect((await send(hanh, accept)).status).toBe(403);
    const { page: accepted } = await send(mai, accept);
    expect((accepted as unknown as Kept).answer).toMatchObject({ acceptedBy: mai.personId, isSelfAccepted: false });
  });

  test.each([
    ["a choice that is none of the question's", choose("data.listed", "maybe"), 422, "unknown-choice"],
    ["a question of another framework", choose("of.another", "met"), 422, "unknown-question"],
    [
      "not applicable without a reason",
      { questionId: "staff.trained-yearly", reply: { kind: "not-applicable", reason: " " } },
      422,
      "reason-needed",
    ],
    ["what is no change at all", { questionId: "data.listed", reply: "met" }, 422, "invalid-form"],
  ])("%s is refused", async (_, change, status, refusal) => {
    expect(await send(hanh, change)).toMatchObject({ status, page: { refusal } });
  });

  test("is refused once the assessment is completed, and the page says that it is locked", async () => {
    await withTenant(world.database.app, { tenantId: await tenantId(hanh) }, async (trx) => {
      const assessment = await assessmentForUpdate(trx, id);
      const framework = services.library.latest("leakage");
      await completeAssessment(trx, { assessment, framework, personId: hanh.personId, address: null, now: new Date() });
    });
    expect(await send(hanh, choose("data.listed", "met"))).toMatchObject({
      status: 409,
      page: { refusal: "assessment-locked" },
    });
    const { page: latest } = await ask(answers.loader, hanh.browser, services, {
      ...here(),
      path: `${here().path}/answers`,
    });
    expect(latest).toEqual({ state: "completed", answers: {}, asked: { suggestions: [], outstanding: [] } });
  });
});

describe("who may", () => {
  test("without a session, or on a device where somebody else signed in since, it is told to sign in", async () => {
    const nobody = { browser: new Browser(services, freshAddress()), personId: hanh.personId };
    expect(await send(nobody, choose("data.listed", "met"))).toMatchObject({
      status: 401,
      page: { refusal: "not-signed-in" },
    });
    const minh = await newcomer(world);
    await join(minh, "contributor");
    const left = { browser: minh.browser, personId: hanh.personId };
    expect(await send(left, choose("data.listed", "met"))).toMatchObject({ status: 401 });
  });

  test("a viewer looks and does not answer", async () => {
    const viewer = await newcomer(world);
    await join(viewer, "viewer");
    expect(await send(viewer, choose("data.listed", "met"))).toMatchObject({
      status: 403,
      page: { refusal: "not-allowed" },
    });
    const { page: shown } = await ask(page.loader, viewer.browser, services, here());
    expect(shown.answering as Answering).toMatchObject({ mayAnswer: false, mayAccept: false, acceptsAlone: false });
  });

  test("another company's assessment is not found, under its own address and under ours", async () => {
    const rival = await newcomer(world);
    expect((await send(rival, choose("data.listed", "met"))).status).toBe(404);
    const theirs = id;
    slug = await found(rival);
    id = theirs;
    expect((await send(rival, choose("data.listed", "met"))).status).toBe(404);
    expect((await ask(page.loader, rival.browser, services, here())).status).toBe(404);
  });
});

describe("a form without JavaScript", () => {
  const form = (fields: Record<string, string>) =>
    ask(page.action, hanh.browser, services, {
      ...here(),
      form: { basedOn: "0", saveKey: randomUUID(), note: "", ...fields },
    });

  test("saves the answer with its note and goes on to the next question", async () => {
    const { location } = await form({ questionId: "data.listed", reply: "partly", note: "xem sổ" });
    expect(location).toBe(`${here().path}?q=data.in-one-place`);
    const { page: shown } = await ask(page.loader, hanh.browser, services, here());
    expect((shown.answering as Answering).answers["data.listed"]).toMatchObject({ value: "partly", note: "xem sổ" });
  });

  test("with nothing chosen it changes nothing and goes on", async () => {
    const { location } = await form({ questionId: "data.listed" });
    expect(location).toBe(`${here().path}?q=data.in-one-place`);
    const { page: shown } = await ask(page.loader, hanh.browser, services, here());
    expect((shown.answering as Answering).answers).toEqual({});
  });

  test("after the last question it goes to the result", async () => {
    const ids = services.library.latest("leakage").questions.map((question) => question.id);
    const [last = "", ...others] = ids;
    await Promise.all(others.map((questionId) => send(hanh, choose(questionId, "met"))));
    expect((await form({ questionId: last, reply: "met" })).location).toBe(`${here().path}/result`);
  });

  test("what is missing is said on the same page", async () => {
    const refused = await form({ questionId: "staff.trained-yearly", reply: "not-applicable", reason: "" });
    expect(refused).toMatchObject({ status: 422, page: { refusal: "reason-needed" } });
  });
});

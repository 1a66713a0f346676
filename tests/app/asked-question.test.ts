import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Services } from "#app/context.ts";
import type { Answering } from "#app/answering/model.ts";
import type { AskingView } from "#app/asking/ask.server.ts";
import type { OpenSheet } from "#app/asking/sheet.server.ts";
import type { MadeLink } from "#app/invitations/make-link.server.ts";
import * as asking from "#app/routes/c.$company.assessments.$assessmentId.ask.tsx";
import * as list from "#app/routes/c.$company.assessments._index.tsx";
import * as answering from "#app/routes/c.$company_.assessments.$assessmentId._index.tsx";
import * as newCompany from "#app/routes/companies.new.tsx";
import * as sheet from "#app/routes/q.$token.tsx";
import { loadLibrary } from "#content/library.ts";
import { withTenant } from "#db/tenant.ts";
import type { MemberRole } from "#domain/membership.ts";
import { aFramework } from "#tests/answering-framework.ts";
import { ask, type Answer } from "./asking.ts";
import { Browser, freshAddress, newcomer, openWorld, type World } from "./identity-world.ts";

/** Questions of all five kinds. */
const framework = aFramework();
const question = "people.contract";
let world: World;
let services: Services;
beforeAll(async () => {
  world = await openWorld({ BASE_URL: "https://chu-tin.example" });
  const library = {
    ...loadLibrary("content"),
    frameworks: [framework],
    framework: () => framework,
    latest: () => framework,
    obligationsFor: () => [],
  };
  services = { ...world.services, library };
});
afterAll(() => world.close());

type Someone = { browser: Browser };
type Form = Record<string, string>;
let hanh: Awaited<ReturnType<typeof newcomer>>;
let slug: string;
let tenantId: string;
let id: string;

/** A company of one, with an assessment that runs. */
async function founded() {
  const owner = await newcomer(world);
  const form = { key: randomUUID(), name: "Gốm An Nhiên", zone: "Asia/Ho_Chi_Minh", subject: "household" };
  const { location } = await ask(newCompany.action, owner.browser, services, { path: "/companies/new", form });
  const home = location?.replace("/c/", "") ?? "";
  const started = await ask(list.action, owner.browser, services, {
    path: `/c/${home}/assessments`,
    params: { company: home },
    form: { frameworkId: framework.id },
  });
  return { owner, slug: home, id: started.location?.split("/").at(-1) ?? "" };
}
beforeEach(async () => {
  ({ owner: hanh, slug, id } = await founded());
  const [row] = await world.database.owner.selectFrom("tenants").select("tenant_id").where("slug", "=", slug).execute();
  tenantId = row?.tenant_id ?? "";
});

const onAsking = (someone: Someone, form?: Form, at = { slug, id }) =>
  ask(form ? asking.action : asking.loader, someone.browser, services, {
    path: `/c/${at.slug}/assessments/${at.id}/ask?q=${question}`,
    params: { company: at.slug, assessmentId: at.id },
    ...(form && { form }),
  });
const request = (more: Form = {}): Form => ({
  intent: "ask",
  key: randomUUID(),
  q: question,
  name: "anh Nam",
  email: "",
  message: "",
  days: "14",
  language: "vi",
  ...more,
});
const madeIn = ({ page }: Answer) => page.made as MadeLink;
const tokenIn = (answer: Answer) => madeIn(answer).link?.url.split("/q/")[1] ?? "";
const send = async (more: Form = {}) => tokenIn(await onAsking(hanh, request(more)));

const stranger = () => ({ browser: new Browser(services, freshAddress()) });
const onSheet = (someone: Someone, token: string, { form, lang = "vi" }: { form?: Form; lang?: string } = {}) =>
  ask(form ? sheet.action : sheet.loader, someone.browser, services, {
    path: `/q/${token}${lang && `?lang=${lang}`}`,
    params: { token },
    ...(form && { form }),
  });
const openSheet = async (someone: Someone, token: string) => {
  const { page } = await onSheet(someone, token);
  return page.sheet as OpenSheet;
};
const replying = (more: Form = {}): Form => ({
  questionId: question,
  basedOn: "0",
  saveKey: randomUUID(),
  reply: "met",
  name: "Nam",
  note: "",
  ...more,
});
const outbox = () =>
  withTenant(world.database.app, { tenantId }, (trx) =>
    trx.selectFrom("outbox").select(["kind", "to_address as to", "language", "subject", "body_text as text"]).execute(),
  );
const onAnswering = async (form?: Form) =>
  ask(form ? answering.action : answering.loader, hanh.browser, services, {
    path: `/c/${slug}/assessments/${id}?q=${question}`,
    params: { company: slug, assessmentId: id },
    ...(form && { form }),
  });
const seen = async () => (await onAnswering()).page.answering as Answering;

describe("who may ask", () => {
  const become = (role: MemberRole) =>
    withTenant(world.database.app, { tenantId }, (trx) => trx.updateTable("memberships").set({ role }).execute());

  test.each([
    ["contributor", 200],
    ["viewer", 403],
  ] as const)("a %s: %i", async (role, status) => {
    await become(role);
    expect((await onAsking(hanh)).status).toBe(status);
    expect((await onAsking(hanh, request())).status).toBe(status);
  });

  test("nobody without a session, and nobody of another company, by its address or by its ids", async () => {
    const token = await send();
    const linkId = ((await onAsking(hanh)).page.asking as AskingView).sent[0]?.linkId ?? "";
    const withdraw = { intent: "withdraw", linkId };
    const nobody = stranger();
    expect((await onAsking(nobody)).location).toMatch(/^\/sign-in\?next=/);
    for (const form of [request(), withdraw]) expect((await onAsking(nobody, form)).status).toBe(401);
    const other = await founded();
    const theirs = { slug: other.slug, id: other.id };
    for (const form of [undefined, request(), withdraw]) {
      expect((await onAsking(other.owner, form)).status).toBe(404);
      expect((await onAsking(other.owner, form, { ...theirs, id })).status).toBe(404);
    }
    expect((await onAsking(other.owner, withdraw, theirs)).status).toBe(404);
    expect((await openSheet(nobody, token)).state).toBe("open");
  });
});

describe("sending", () => {
  test("by mail, in the language that was chosen, with the message; without one nothing is sent", async () => {
    await send({ email: "nam@annhien.example", language: "en", message: "Could you look?\n\nThanks" });
    await send();
    const [mail, ...more] = await outbox();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ kind: "question-asked", to: "nam@annhien.example", language: "en" });
    expect(mail?.text).toContain("Could you look?");
    expect(mail?.text).toContain("https://chu-tin.example/q/");
    expect(mail?.text).toContain(framework.questions[0]?.text.en);
  });

  test("one form pressed twice makes one request", async () => {
    const form = request();
    const [first, second] = [await onAsking(hanh, form), await onAsking(hanh, form)];
    expect(tokenIn(first)).not.toBe(tokenIn(second));
    expect(((await onAsking(hanh)).page.asking as AskingView).sent).toHaveLength(1);
    const reader = stranger();
    expect((await onSheet(reader, tokenIn(first))).status).toBe(404);
    expect((await openSheet(reader, tokenIn(second))).state).toBe("open");
  });

  test("a wrong form says what is wrong and keeps what was typed", async () => {
    expect(await onAsking(hanh, request({ name: " ", email: "nam" }))).toMatchObject({
      status: 422,
      page: { errors: { name: "name-missing", email: "email-wrong" }, typed: { days: "14" } },
    });
    const { q, ...none } = request();
    expect(q).toBe(question);
    expect(await onAsking(hanh, none)).toMatchObject({ status: 422, page: { errors: { questions: "questions" } } });
    expect((await onAsking(hanh, request({ q: "no.such" }))).status).toBe(422);
    expect((await onAsking(hanh, request({ q: "people.leaving-proof" }))).status).toBe(422);
  });

  test("too many mails to addresses of one's choosing are refused", async () => {
    let last: Answer | undefined;
    for (let sent = 0; sent < 31; sent += 1)
      last = await onAsking(hanh, request({ email: `nam${sent}@annhien.example` }));
    expect(last).toMatchObject({ status: 422, page: { errors: { email: "too-many" } } });
  });
});

describe("the sheet", () => {
  test("leads to the language that was chosen, shows the question, and nothing else of the company", async () => {
    const token = await send({ language: "en", message: "Anh xem giúp em" });
    const reader = stranger();
    expect((await onSheet(reader, token, { lang: "" })).location).toBe(`/q/${token}?lang=en`);
    const { page, status } = await onSheet(reader, token);
    expect(status).toBe(200);
    expect(page.sheet).toMatchObject({
      state: "open",
      company: "Gốm An Nhiên",
      message: "Anh xem giúp em",
      colleague: "anh Nam",
      questions: [{ id: question, isAsked: true, reply: null }],
    });
    const told = JSON.stringify(page.sheet);
    for (const secret of [id, tenantId, hanh.personId, hanh.email, slug, "people.leaving"])
      expect(told, secret).not.toContain(secret);
    expect(reader.browser.cookies.size).toBe(0);
  });

  test("is noted as opened by a reader, and not by what draws a preview of it", async () => {
    const token = await send();
    const opened = async () => ((await onAsking(hanh)).page.asking as AskingView).sent[0]?.state;
    const robot = await new Browser(services, freshAddress()).ask(`/q/${token}?lang=vi`);
    robot.request.headers.delete("accept-language");
    await sheet.loader({ ...robot, params: { token } });
    expect(await opened()).toBe("unopened");
    await onSheet(stranger(), token);
    expect(await opened()).toBe("opened");
  });

  test.each([
    ["people.contract", { reply: "partly" }, { kind: "choice", value: "partly" }],
    ["systems.channels", { reply: "by-value", box: "zalo" }, { kind: "choice", value: ["zalo"] }],
    ["systems.admins", { figure: "4" }, { kind: "choice", value: 4 }],
    ["systems.restored-on", { figure: "2026-11-01" }, { kind: "choice", value: "2026-11-01" }],
    ["systems.maturity", { reply: "2" }, { kind: "choice", value: 2 }],
    ["systems.admins", { reply: "dont-know", figure: "" }, { kind: "dont-know", value: null }],
    ["people.contract", { reply: "not-applicable", reason: "Không thuê ai" }, { kind: "not-applicable" }],
  ])("takes a reply to %s: %o", async (questionId, said, kept) => {
    const token = await send({ q: questionId });
    const reader = stranger();
    const { reply: _, ...fields } = replying({ questionId });
    const answer = await onSheet(reader, token, { form: { ...fields, ...said } as Form });
    expect(answer).toMatchObject({ status: 302, location: `/q/${token}?lang=vi` });
    expect((await openSheet(reader, token)).questions[0]?.reply).toMatchObject({ ...kept, revision: 1 });
    expect((await seen()).asked.suggestions).toMatchObject([{ questionId, ...kept, givenName: "Nam" }]);
    expect((await seen()).answers[questionId]).toBeUndefined();
  });

  test("says what is wrong with a reply, field by field, and keeps it", async () => {
    const token = await send();
    const reader = stranger();
    const wrong: [Form, Form][] = [
      [{ reply: "" }, { reply: "unknown-choice" }],
      [{ reply: "nonsense" }, { reply: "unknown-choice" }],
      [{ reply: "not-applicable", reason: " " }, { reason: "reason-needed" }],
      [{ name: " " }, { name: "name-missing" }],
      [{ note: "x".repeat(2_001) }, { note: "note-long" }],
      [{ saveKey: "1" }, { saveKey: "form" }],
    ];
    for (const [fields, errors] of wrong)
      expect(await onSheet(reader, token, { form: replying(fields) })).toMatchObject({
        status: 422,
        page: { errors, typed: fields },
      });
    expect((await seen()).asked.suggestions).toEqual([]);
  });

  test("a reply tells whoever asked once, in their language, however often it is pressed or corrected", async () => {
    const token = await send();
    const reader = stranger();
    const form = replying();
    for (let pressed = 0; pressed < 2; pressed += 1) await onSheet(reader, token, { form });
    await onSheet(reader, token, { form: replying({ basedOn: "1", reply: "unmet" }) });
    const mails = await outbox();
    expect(mails).toMatchObject([{ kind: "question-replied", to: hanh.email, language: "vi" }]);
    expect(mails[0]?.text).toContain(`https://chu-tin.example/c/${slug}/assessments/${id}?q=${question}`);
    expect(mails[0]?.text).not.toContain(token);
    expect((await openSheet(reader, token)).questions[0]?.reply).toMatchObject({ revision: 2, value: "unmet" });
    // another tab, that knows of neither
    expect(await onSheet(stranger(), token, { form: replying() })).toMatchObject({
      status: 409,
      page: { errors: { form: "answered-meanwhile" } },
    });
  });

  test("a question that another answer has settled meanwhile says so and takes nothing", async () => {
    const answer = (questionId: string, basedOn: string, reply: string) =>
      onAnswering({ act: "save", questionId, basedOn, saveKey: randomUUID(), reply });
    await answer("people.leaving", "0", "met");
    const token = await send({ q: "people.leaving-proof" });
    await answer("people.leaving", "1", "unmet");
    const reader = stranger();
    expect((await openSheet(reader, token)).questions).toMatchObject([{ isAsked: false }]);
    const sent = await onSheet(reader, token, { form: replying({ questionId: "people.leaving-proof" }) });
    expect(sent.location).toBe(`/q/${token}?lang=vi`);
    expect((await seen()).asked.suggestions).toEqual([]);
  });

  test("an unknown link, another kind of link and another company's look alike; too many of them wait", async () => {
    const reader = stranger();
    const [unknown] = [await onSheet(reader, "A".repeat(24))];
    expect(unknown).toMatchObject({ status: 404, page: { sheet: { state: "unknown" } } });
    expect((await onSheet(reader, "A".repeat(24), { form: replying() })).status).toBe(404);
    let last: Answer | undefined;
    for (let tries = 0; tries < 30; tries += 1) last = await onSheet(reader, `${tries}`);
    expect(last).toMatchObject({ status: 429, page: { sheet: { state: "many" } } });
    // a good link opens all the same
    expect((await openSheet(reader, await send())).state).toBe("open");
  });

  test("one link takes no flood, and loses nothing that was typed", async () => {
    const token = await send();
    const reader = stranger();
    let last: Answer | undefined;
    for (let tries = 0; tries < 61; tries += 1)
      last = await onSheet(reader, token, { form: replying({ basedOn: String(tries), note: `${tries}` }) });
    expect(last).toMatchObject({ status: 429, page: { errors: { form: "too-many-tries" }, typed: { note: "60" } } });
  });
});

describe("taking a reply without script", () => {
  test("goes back to the question with the answer, and declining without", async () => {
    const reader = stranger();
    const token = await send();
    await onSheet(reader, token, { form: replying({ note: "hỏi chị Lan" }) });
    const [suggestion] = (await seen()).asked.suggestions;
    const decision = {
      questionId: question,
      basedOn: "0",
      saveKey: randomUUID(),
      linkId: suggestion?.linkId ?? "",
      replyRevision: "1",
    };
    expect(await onAnswering({ ...decision, act: "decline" })).toMatchObject({
      status: 302,
      location: `/c/${slug}/assessments/${id}?q=${question}`,
    });
    expect((await seen()).answers[question]).toBeUndefined();
    expect((await openSheet(reader, token)).questions[0]?.reply).toMatchObject({ decision: "declined" });
    await onSheet(reader, token, { form: replying({ basedOn: "1", reply: "partly" }) });
    expect((await onAnswering({ ...decision, act: "take" })).page).toEqual({ refusal: "changed-meanwhile" });
    await onAnswering({ ...decision, act: "take", replyRevision: "2" });
    expect((await seen()).answers[question]).toMatchObject({ value: "partly", suggestedByName: "Nam", isMine: true });
    expect((await onSheet(reader, token)).page.sheet).toMatchObject({ state: "used" });
    expect(
      (await onAnswering({ act: "take", questionId: question, basedOn: "0", saveKey: randomUUID() })).page,
    ).toEqual({
      refusal: "invalid-form",
    });
  });
});

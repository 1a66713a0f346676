import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Services } from "#app/context.ts";
import type { homeView } from "#app/home/page.server.ts";
import * as home from "#app/routes/c.$company._index.tsx";
import * as list from "#app/routes/c.$company.assessments._index.tsx";
import * as result from "#app/routes/c.$company.assessments.$assessmentId.result.tsx";
import * as schedules from "#app/routes/c.$company.schedules.tsx";
import * as newTask from "#app/routes/c.$company.tasks.new.tsx";
import * as task from "#app/routes/c.$company.tasks.$taskId.tsx";
import * as page from "#app/routes/c.$company_.assessments.$assessmentId._index.tsx";
import * as newCompany from "#app/routes/companies.new.tsx";
import { loadLibrary } from "#content/library.ts";
import { withTenant, type TenantTrx } from "#db/tenant.ts";
import type { GivenFacts } from "#domain/content/facts.ts";
import { dayIn } from "#domain/format.ts";
import { plusDays } from "#domain/schedule.ts";
import { ask } from "./asking.ts";
import { newcomer, openWorld, type World } from "./identity-world.ts";

const statements = vi.spyOn(pg.Client.prototype, "query");
type Home = Awaited<ReturnType<typeof homeView>>;
let world: World;
let services: Services;
let hanh: Awaited<ReturnType<typeof newcomer>>;
let slug: string;
beforeAll(async () => {
  world = await openWorld();
  services = { ...world.services, library: loadLibrary("content") };
});
afterAll(() => world.close());
beforeEach(async () => {
  hanh = await newcomer(world);
  const founding = { key: randomUUID(), name: "Gốm An Nhiên", zone: "Asia/Ho_Chi_Minh", subject: "household" };
  const founded = await ask(newCompany.action, hanh.browser, services, { path: "/companies/new", form: founding });
  slug = founded.location?.replace("/c/", "") ?? "";
});

type Route = Parameters<typeof ask>[0];
const as = (route: Route, path: string, params: Record<string, string>, form?: Record<string, string>) =>
  ask(route, hanh.browser, services, { path: `/c/${slug}${path}`, params: { company: slug, ...params }, form });
const shown = async () => (await as(home.loader, "", {})).page as unknown as Home;
const today = () => dayIn("Asia/Ho_Chi_Minh", services.now());
const counted = async () => {
  statements.mockClear();
  await shown();
  return statements.mock.calls.length;
};

/** An assessment of this framework with these answers; completed unless it is to run on. */
async function take(frameworkId: string, answers: Record<string, string>, completes = true): Promise<string> {
  const started = await as(list.action, "/assessments", {}, { frameworkId });
  const id = started.location?.split("/").at(-1) ?? "";
  for (const [questionId, reply] of Object.entries(answers))
    await as(
      page.action,
      `/assessments/${id}`,
      { assessmentId: id },
      { act: "save", questionId, basedOn: "0", saveKey: randomUUID(), reply },
    );
  if (completes) await as(result.action, `/assessments/${id}/result`, { assessmentId: id }, { intent: "complete" });
  return id;
}
async function makeTask(assessment: string, question: string, dueOn: string): Promise<string> {
  const [playbook] = services.library.playbooksForQuestion(question);
  const form = { assessment, question, playbook: playbook?.id ?? "", ownerId: "", dueOn };
  return (await as(newTask.action, "/tasks/new", {}, form)).location?.split("/").at(-1) ?? "";
}
/** Every gap of a task answered in full. */
async function allMet(taskId: string): Promise<Record<string, string>> {
  const gaps = await inCompany((trx) =>
    trx.selectFrom("task_gaps").select("question_id").where("task_id", "=", taskId).execute(),
  );
  const framework = services.library.latest("leakage");
  return Object.fromEntries(
    gaps.map(({ question_id: id }) => {
      const answer = services.library.findQuestion(framework, id)?.answer;
      const full = answer?.kind === "choice" ? answer.choices.find(({ credit }) => credit === 100) : undefined;
      return [`answer:${id}`, full?.value ?? ""];
    }),
  );
}
async function inCompany<T>(work: (trx: TenantTrx) => Promise<T>): Promise<T> {
  const tenantId = (await hanh.browser.ask(`/c/${slug}`)).context.visit.access?.tenantId ?? "";
  return withTenant(world.database.app, { tenantId }, work);
}
/** What the intake records. */
async function say(given: GivenFacts): Promise<void> {
  await inCompany((trx) =>
    trx
      .insertInto("profiles")
      .values({ given: JSON.stringify(given), applied_at: null, changed_at: services.now(), changed_by: hanh.personId })
      .execute(),
  );
}

test("an assessment is answered with its last question, and then asks to be completed", async () => {
  const { questions } = services.library.latest("leakage");
  const reply = ({ answer }: (typeof questions)[number]) => (answer.kind === "choice" ? answer.choices[0]!.value : "");
  const [first, ...others] = questions.map((question) => [question.id, reply(question)] as const);
  const id = await take("leakage", Object.fromEntries([first!]), false);
  expect(await shown()).toMatchObject({ isAnswered: false, isReady: false });
  await take("leakage", Object.fromEntries(others), false);
  expect(await shown()).toMatchObject({ isAnswered: true, isReady: true, running: { assessmentId: id } });
  await as(result.action, `/assessments/${id}/result`, { assessmentId: id }, { intent: "complete" });
  expect(await shown()).toMatchObject({ isAnswered: true, isReady: false });
});

describe("the verdict", () => {
  test("is the worst of what is completed, and the others stand below with score, state and next date", async () => {
    await as(
      schedules.action,
      "/schedules",
      {},
      { intent: "set", frameworkId: "leakage", basedOn: "0", cadence: "yearly", firstOn: plusDays(today(), 30) },
    );
    await take("leakage", { "data.listed": "met" });
    const vn = await take("vn-pdpl-2025", { "consent.asked-before-collecting": "unmet" });
    const seen = await shown();
    expect(seen.framework.id).toBe("vn-pdpl-2025");
    expect(seen.shown).toMatchObject({ assessmentId: vn, isCompleted: true });
    expect(seen.others).toMatchObject([{ id: "leakage", running: null, nextOn: plusDays(today(), 30) }]);
    expect(seen.others[0]?.completed?.numbers.score).toBeGreaterThan(0);
  });

  test("says what it was before, and what closed tasks have made of it since", async () => {
    await take("leakage", { "data.listed": "partly" });
    const earlier = await shown();
    expect(earlier.last).toBe(null);
    const id = await take("leakage", {});
    expect((await shown()).last).toBe(earlier.shown?.numbers.score);
    expect((await shown()).shown?.assessmentId).toBe(id);
    const made = await makeTask(id, "data.listed", plusDays(today(), 7));
    const promised = (await shown()).tasks[0]?.gain ?? 0;
    const before = await shown();
    expect(before.since).toBe(null);
    const closed = await as(
      task.action,
      `/tasks/${made}`,
      { taskId: made },
      { intent: "close", ...(await allMet(made)) },
    );
    expect(closed.status).toBe(200);
    const after = await shown();
    const points = (basisPoints: number | null | undefined) => Math.floor((basisPoints ?? 0) / 100);
    expect(points(after.since?.score) - points(before.shown?.numbers.score)).toBe(promised);
  });

  test("costs eight statements beside the session's at most, however much there is", async () => {
    expect(await counted()).toBeLessThanOrEqual(1 + 6);
    const id = await take("leakage", { "data.listed": "unmet", "rules.written": "unmet" });
    await makeTask(id, "data.listed", plusDays(today(), 7));
    const full = await counted();
    expect(full).toBeLessThanOrEqual(1 + 8);
    await take("vn-pdpl-2025", { "consent.asked-before-collecting": "unmet" });
    for (const question of ["consent.asked-before-collecting", "leaver.access-closed-last-day"])
      await makeTask((await shown()).shown?.assessmentId ?? "", question, plusDays(today(), 9));
    await take("leakage", {}, false);
    expect(await counted()).toBe(full);
  });
});

describe("the deadlines", () => {
  test("count all that may apply while nothing is known, and say so", async () => {
    const { deadlines, isProfileKnown } = await shown();
    expect(isProfileKnown).toBe(false);
    expect(deadlines.inHours.map(({ figure }) => figure?.amount)).toEqual([24, 72, 72, 72]);
    expect(deadlines.inHours.every(({ isAssumed }) => isAssumed)).toBe(true);
    const [first] = deadlines.inHours;
    expect(first?.clause).toMatchObject({ label: expect.stringContaining("Điều") as string, severity: "S3" });
    expect(first?.clause.confidence).not.toBe("");
  });

  test("follow what the company said of itself", async () => {
    await say({ "whose-data": ["customers"], "sensitive-kinds": [], tools: [], "data-places": ["own"], "eu-link": [] });
    const { deadlines } = await shown();
    expect(deadlines.inHours.map(({ id, isAssumed }) => [id, isAssumed])).toEqual([
      ["VN-CONS-06", false],
      ["VN-BR-01", false],
    ]);
  });

  test("name what is late first, and the days ahead that do not stand among the tasks", async () => {
    const id = await take("leakage", { "data.listed": "unmet" });
    const made = await makeTask(id, "data.listed", today());
    expect((await shown()).hot).toMatchObject({ kind: "task", id: made, daysLate: 0 });
    world.wait(2 * 24 * 60);
    const seen = await shown();
    expect(seen.hot).toMatchObject({ id: made, daysLate: 2, to: `/tasks/${made}` });
    expect(seen.dates.map(({ kind }) => kind)).not.toContain("task");
    // the law's own dates: the last day of a resolution that a binding duty stands in
    expect(seen.dates).toContainEqual(expect.objectContaining({ kind: "law", on: "2027-03-01", to: null }));
  });
});

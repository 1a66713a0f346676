import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Services } from "#app/context.ts";
import type { ResultView } from "#app/result/page.server.ts";
import * as list from "#app/routes/c.$company.assessments._index.tsx";
import * as result from "#app/routes/c.$company.assessments.$assessmentId.result.tsx";
import * as schedules from "#app/routes/c.$company.schedules.tsx";
import * as newTask from "#app/routes/c.$company.tasks.new.tsx";
import * as task from "#app/routes/c.$company.tasks.$taskId.tsx";
import * as page from "#app/routes/c.$company_.assessments.$assessmentId._index.tsx";
import * as newCompany from "#app/routes/companies.new.tsx";
import { loadLibrary } from "#content/library.ts";
import { dayIn } from "#domain/format.ts";
import { plusDays } from "#domain/schedule.ts";
import { ask } from "./asking.ts";
import { newcomer, openWorld, type World } from "./identity-world.ts";

let world: World;
let services: Services;
let hanh: Awaited<ReturnType<typeof newcomer>>;
let slug: string;
let id: string;
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
  const started = await as(list.action, "/assessments", {}, { frameworkId: "leakage" });
  id = started.location?.split("/").at(-1) ?? "";
  const answer = { act: "save", questionId: "data.listed", basedOn: "0", saveKey: randomUUID(), reply: "unmet" };
  await as(page.action, `/assessments/${id}`, { assessmentId: id }, answer);
});

const as = (
  route: Parameters<typeof ask>[0],
  path: string,
  params: Record<string, string>,
  form?: Record<string, string>,
) => ask(route, hanh.browser, services, { path: `/c/${slug}${path}`, params: { company: slug, ...params }, form });
const onResult = (form?: Record<string, string>) =>
  as(form ? result.action : result.loader, `/assessments/${id}/result`, { assessmentId: id }, form);
const shown = async () => (await onResult()).page.result as ResultView;
const today = () => dayIn("Asia/Ho_Chi_Minh", services.now());

describe("the result", () => {
  test("is sealed once, opened again, and sealed anew, with the first seal in the history", async () => {
    expect(await shown()).toMatchObject({ state: "open", isCompleted: false });
    for (let pressed = 0; pressed < 2; pressed += 1)
      expect(await onResult({ intent: "complete" })).toMatchObject({ status: 200, page: { completed: true } });
    expect(await shown()).toMatchObject({ state: "completed", trend: [{ number: 1 }], waterfall: null });
    expect(await onResult({ intent: "reopen" })).toMatchObject({ location: `/c/${slug}/assessments/${id}` });
    expect(await shown()).toMatchObject({ state: "open", trend: [] });
  });

  test("can be given up, and then counts for nothing", async () => {
    expect(await onResult({ intent: "abandon" })).toMatchObject({ location: `/c/${slug}/assessments` });
    expect(await shown()).toMatchObject({ state: "abandoned", isCompleted: false });
    expect(await onResult({ intent: "complete" })).toMatchObject({
      status: 409,
      page: { refusal: "assessment-locked" },
    });
  });

  test("refuses what is none of the three", async () => {
    expect(await onResult({ intent: "burn" })).toMatchObject({ status: 422, page: { refusal: "invalid-form" } });
  });

  test("promises for the first five what doing them brings, and adds up to the last digit", async () => {
    const { plan, topics, numbers, gaps } = await shown();
    expect(gaps.map((gap) => gap.id)).toEqual(["data.listed"]);
    expect(plan.first[0]).toMatchObject({ questionId: "data.listed", gain: 100, taskId: null });
    const sum = (of: (topic: ResultView["topics"][number]) => number) =>
      topics.reduce((all, topic) => all + of(topic), 0);
    expect(sum(({ earned }) => earned)).toBe(numbers.score);
    expect(sum(({ earned, missing }) => earned + missing)).toBe(10_000);
  });
});

describe("a task from a gap", () => {
  const make = (more: Record<string, string> = {}) =>
    as(
      newTask.action,
      "/tasks/new",
      {},
      {
        assessment: id,
        question: "data.listed",
        playbook: "PB-09",
        ownerId: hanh.personId,
        dueOn: plusDays(today(), 7),
        ...more,
      },
    );

  test("is made once by a double click, and shows where it came from", async () => {
    const [one, two] = [await make(), await make()];
    expect(one.location).toMatch(new RegExp(`^/c/${slug}/tasks/[0-9a-f-]{36}$`));
    expect(two.location).toBe(one.location);
    expect((await shown()).plan.first[0]?.taskId).toBe(one.location?.split("/").at(-1));
  });

  test("refuses a day that has passed or is none, somebody unknown, and a playbook that mends something else", async () => {
    expect(await make({ dueOn: plusDays(today(), -1) })).toMatchObject({ status: 422, page: { error: "past" } });
    expect(await make({ dueOn: "2026-02-30" })).toMatchObject({ status: 422, page: { error: "day" } });
    expect(await make({ ownerId: randomUUID() })).toMatchObject({ status: 404 });
    expect(await make({ playbook: "PB-26" })).toMatchObject({ status: 404 });
  });

  test("is closed with the new answer, and not without it", async () => {
    const taskId = (await make()).location?.split("/").at(-1) ?? "";
    const act = (form: Record<string, string>) => as(task.action, `/tasks/${taskId}`, { taskId }, form);
    expect(await act({ intent: "close" })).toMatchObject({ status: 422, page: { error: "answers" } });
    expect(await act({ intent: "close", answers: "{}" })).toMatchObject({ status: 422, page: { error: "answers" } });
    expect(await act({ intent: "close", "answer:data.listed": "met" })).toMatchObject({
      status: 200,
      page: { outcome: "closed", before: 0, after: 10_000 },
    });
    expect(await act({ intent: "tick", step: "0", done: "yes" })).toMatchObject({
      status: 409,
      page: { refusal: "task-closed" },
    });
    expect(await act({ intent: "reopen" })).toMatchObject({ status: 200, page: { outcome: "reopened", after: 0 } });
  });
});

describe("the schedule", () => {
  const set = (form: Record<string, string>) =>
    as(
      schedules.action,
      "/schedules",
      {},
      {
        intent: "set",
        frameworkId: "leakage",
        basedOn: "0",
        cadence: "monthly",
        firstOn: plusDays(today(), 5),
        ...form,
      },
    );

  test("is set from a day of today or later", async () => {
    expect(await set({ firstOn: plusDays(today(), -1) })).toMatchObject({ status: 422, page: { error: "past" } });
    expect(await set({ firstOn: "31/12/2026" })).toMatchObject({ status: 422, page: { error: "day" } });
    expect(await set({ cadence: "hourly" })).toMatchObject({ status: 422, page: { error: "cadence" } });
    expect(await set({})).toMatchObject({ status: 200, page: { outcome: "set", nextOn: plusDays(today(), 5) } });
  });

  test("of a questionnaire that there is not is refused", async () => {
    expect(await set({ frameworkId: "no-such" })).toMatchObject({ status: 404, page: { refusal: "not-found" } });
  });

  test("a stale tab is told, and does not overwrite", async () => {
    await set({});
    expect(await set({ cadence: "yearly" })).toMatchObject({ status: 409, page: { refusal: "changed-meanwhile" } });
    expect(await set({ intent: "stop", basedOn: "1" })).toMatchObject({ status: 200, page: { outcome: "stopped" } });
  });
});

import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { completeAssessment } from "#db/assessments.ts";
import { closeTask, improvementsOf, reopenTask } from "#db/closing.ts";
import { changeTask, createTask, taskById, taskForUpdate, taskHistory, tasksOf, tickStep } from "#db/tasks.ts";
import { withTenant } from "#db/tenant.ts";
import type { AnswerValue } from "#domain/answering.ts";
import { address, answeringWorld, choose, minutesLater, now, type CompanyHandle } from "./answering-world.ts";

let world: Awaited<ReturnType<typeof answeringWorld>>;
let company: CompanyHandle;
let assessmentId: string;
let by: { personId: string; address: string; now: Date };
beforeAll(async () => {
  world = await answeringWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  company = await world.company();
  by = { personId: company.owner.id, address, now };
  assessmentId = (await company.start()).id;
  await company.save(assessmentId, "people.contract", choose("unmet"));
  await company.save(assessmentId, "people.critical-duty", choose("partly"));
});

const create = (questions: string[], playbookId = "PB-44") =>
  company.within((trx) =>
    createTask(trx, {
      frameworkId: "leakage",
      playbookId,
      gaps: questions.map((questionId) => ({ questionId, assessmentId })),
      ownerId: company.owner.id,
      dueOn: "2026-12-01",
      ...by,
    }),
  );
const close = (taskId: string, answers: Record<string, AnswerValue>, when = now) =>
  company.within(async (trx) =>
    closeTask(trx, {
      task: await taskForUpdate(trx, taskId),
      answers,
      library: world.library,
      mayAccept: true,
      ...by,
      now: when,
    }),
  );
const reopen = (taskId: string) =>
  company.within(async (trx) =>
    reopenTask(trx, { task: await taskForUpdate(trx, taskId), library: world.library, ...by }),
  );
const complete = () =>
  company.locked(assessmentId, (trx, assessment) =>
    completeAssessment(trx, { assessment, framework: world.framework, ...by }),
  );
const answerOf = (questionId: string) => company.locked(assessmentId, async (_, { answers }) => answers[questionId]);
/** The numbers that lists show, as they are kept. */
const standing = () =>
  company.within((trx) => trx.selectFrom("standings").select(["running", "completed"]).executeTakeFirstOrThrow());

describe("making a task", () => {
  test("twice at once makes one, with the gaps of both", async () => {
    const [one, two] = await Promise.all([create(["people.contract"]), create(["people.critical-duty"])]);
    expect(one.id).toBe(two.id);
    expect([one.isNew, two.isNew].sort()).toEqual([false, true]);
    const task = await company.within((trx) => taskById(trx, one.id));
    expect(task.gaps.map(({ questionId }) => questionId)).toEqual(["people.contract", "people.critical-duty"]);
    expect(task).toMatchObject({ number: 1, status: "to-do", ownerName: company.owner.name, dueOn: "2026-12-01" });
  });

  test("for somebody whom the company does not know is refused", async () => {
    const stranger = crypto.randomUUID();
    const asked = company.within((trx) =>
      createTask(trx, { frameworkId: "leakage", playbookId: "PB-01", gaps: [], ownerId: stranger, dueOn: null, ...by }),
    );
    await expect(asked).rejects.toMatchObject({ code: "not-found" });
  });

  test("different companies count their tasks apart and see none of each other's", async () => {
    const { id } = await create(["people.contract"]);
    const other = await world.company("Phòng khám Thiện Nhân");
    expect(await other.within(tasksOf)).toEqual([]);
    await expect(other.within((trx) => taskById(trx, id))).rejects.toMatchObject({ code: "not-found" });
    await expect(other.within((trx) => taskForUpdate(trx, id))).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("working on it", () => {
  test("the first ticked step begins it; a tick can be taken back and is not counted twice", async () => {
    const { id } = await create(["people.contract"]);
    const tick = (step: number, done: boolean) =>
      company.within(async (trx) => tickStep(trx, { task: await taskForUpdate(trx, id), step, done, ...by }));
    await tick(0, true);
    await tick(0, true);
    await tick(2, true);
    expect(await company.within((trx) => taskById(trx, id))).toMatchObject({ status: "doing", stepsDone: [0, 2] });
    await tick(2, false);
    expect((await company.within((trx) => taskById(trx, id))).stepsDone).toEqual([0]);
    const history = await company.within((trx) => taskHistory(trx, id));
    expect(history.map(({ kind }) => kind)).toEqual(["created", "step-done", "step-done", "step-undone"]);
  });

  test("two people who change it at once: the second is told, nothing is overwritten", async () => {
    const { id } = await create(["people.contract"]);
    const change = (dueOn: string) =>
      company.within(async (trx) =>
        changeTask(trx, { task: await taskForUpdate(trx, id), basedOn: 1, ownerId: company.owner.id, dueOn, ...by }),
      );
    const outcomes = await Promise.allSettled([change("2026-12-02"), change("2026-12-03")]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "changed-meanwhile" },
    });
  });
});

describe("closing it while the assessment runs", () => {
  test("answers the question anew, moves the score, and says why in the history", async () => {
    const { id } = await create(["people.contract"]);
    const moved = await close(id, { "people.contract": "met" });
    expect(moved.after).toBeGreaterThan(moved.before as number);
    expect(await answerOf("people.contract")).toMatchObject({ value: "met", credit: 100, source: "task", taskId: id });
    expect((await standing()).running).toMatchObject({ score: moved.after });
    const history = await company.within((trx) => taskHistory(trx, id));
    expect(history.at(-1)).toMatchObject({
      kind: "closed",
      detail: { before: moved.before, after: moved.after, assessment: assessmentId },
    });
  });

  test("needs an answer to each of its questions, and one that the question knows", async () => {
    const { id } = await create(["people.contract", "people.critical-duty"]);
    await expect(close(id, { "people.contract": "met" })).rejects.toMatchObject({ code: "reason-needed" });
    await expect(close(id, { "people.contract": "met", "people.critical-duty": "perhaps" })).rejects.toMatchObject({
      code: "unknown-choice",
    });
    expect(await company.within((trx) => taskById(trx, id))).toMatchObject({ status: "to-do" });
    expect(await answerOf("people.contract")).toMatchObject({ value: "unmet" });
  });

  test("a second closing, by a double click, finds it closed", async () => {
    const { id } = await create(["people.contract"]);
    const outcomes = await Promise.allSettled([
      close(id, { "people.contract": "met" }),
      close(id, { "people.contract": "met" }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "task-closed" } });
  });

  test("reopened, it takes back what it changed, but not what somebody has answered since", async () => {
    const { id } = await create(["people.contract", "people.critical-duty"]);
    const closed = await close(id, { "people.contract": "met", "people.critical-duty": "met" });
    const revision = (await answerOf("people.critical-duty"))?.revision as number;
    await company.save(assessmentId, "people.critical-duty", choose("unmet"), { basedOn: revision });
    const reopened = await reopen(id);
    expect(await answerOf("people.contract")).toMatchObject({ value: "unmet" });
    expect(await answerOf("people.critical-duty")).toMatchObject({ value: "unmet", source: "person" });
    expect(reopened.after).toBeLessThan(closed.after as number);
    await expect(reopen(id)).rejects.toMatchObject({ code: "task-open" });
  });
});

describe("closing it after the assessment was completed", () => {
  test("leaves the sealed result as it is and keeps the improvement beside it", async () => {
    const { id } = await create(["people.contract"]);
    const sealed = await complete();
    const moved = await close(id, { "people.contract": "met" });
    expect(moved.before).toBe(sealed.score.score);
    expect(moved.after).toBeGreaterThan(sealed.score.score as number);
    expect((await standing()).completed).toMatchObject({ score: sealed.score.score });
    expect(await answerOf("people.contract")).toMatchObject({ value: "unmet" });
    expect(await company.within((trx) => improvementsOf(trx, assessmentId))).toEqual({ "people.contract": 100 });
  });

  test("reopened, the improvement is gone", async () => {
    const { id } = await create(["people.contract"]);
    const sealed = await complete();
    await close(id, { "people.contract": "met" });
    expect(await reopen(id)).toMatchObject({ after: sealed.score.score });
    expect(await company.within((trx) => improvementsOf(trx, assessmentId))).toEqual({});
  });

  test("is carried into the next assessment, to be confirmed", async () => {
    const { id } = await create(["people.contract"]);
    await complete();
    await close(id, { "people.contract": "met" });
    const next = await company.start({ now: minutesLater(60) });
    const carried = await company.locked(next.id, async (_, { answers }) => answers["people.contract"]);
    expect(carried).toMatchObject({ value: "met", confirmed: false, source: "carried", taskId: id });
  });
});

test("whatever is done with tasks, only closing and reopening one moves the score", async () => {
  const step = fc.oneof(
    fc.record({ act: fc.constant("create" as const), playbook: fc.constantFrom("PB-01", "PB-02") }),
    fc.record({ act: fc.constant("tick" as const), step: fc.nat(4), done: fc.boolean() }),
    fc.record({ act: fc.constant("change" as const), day: fc.constantFrom("2026-12-05", "2027-01-31") }),
    fc.record({ act: fc.constant("close" as const), value: fc.constantFrom("met", "partly", "unmet") }),
    fc.record({ act: fc.constant("reopen" as const) }),
  );
  const scoreNow = async () => ((await standing()).running as { score: number | null }).score;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      await create(["people.contract"]);
      for (const asked of steps) {
        const before = await scoreNow();
        const [task] = await company.within(tasksOf);
        if (!task) throw new Error("there is a task");
        const isClosed = task.status === "done";
        let moved = { before, after: before };
        if (asked.act === "create") await create(["people.critical-duty"], asked.playbook);
        else if (asked.act === "reopen") moved = isClosed ? await reopen(task.id).catch(() => moved) : moved;
        else if (isClosed) continue;
        else if (asked.act === "close")
          moved = await close(
            task.id,
            Object.fromEntries(task.gaps.map(({ questionId }) => [questionId, asked.value])),
          );
        else if (asked.act === "tick")
          await company.within((trx) => tickStep(trx, { task, step: asked.step, done: asked.done, ...by }));
        else
          await company.within((trx) =>
            changeTask(trx, { task, basedOn: task.revision, ownerId: null, dueOn: asked.day, ...by }),
          );
        expect(await scoreNow()).toBe(moved.after);
      }
    }),
    { numRuns: 12 },
  );
});

test("a foreign tenant's assessment cannot be named by a task", async () => {
  const other = await world.company("Tiệm khác");
  const foreign = other.within((trx) =>
    createTask(trx, {
      frameworkId: "leakage",
      playbookId: "PB-44",
      gaps: [{ questionId: "people.contract", assessmentId }],
      ownerId: null,
      dueOn: null,
      ...by,
    }),
  );
  await expect(foreign).rejects.toMatchObject({ code: "23503" });
  expect(
    await withTenant(world.database.app, other, (trx) => trx.selectFrom("task_gaps").selectAll().execute()),
  ).toEqual([]);
});

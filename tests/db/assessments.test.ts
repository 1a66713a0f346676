import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { undoAnswer } from "#db/answers.ts";
import { assessmentsOf } from "#db/assessment-list.ts";
import {
  abandonAssessment,
  assessmentForUpdate,
  assessmentWithAnswers,
  completeAssessment,
  lastAssessmentOf,
  reopenAssessment,
} from "#db/assessments.ts";
import { standingsOfCompany } from "#db/standings.ts";
import { aFramework, aQuestion } from "#tests/answering-framework.ts";
import { actionsOf } from "#tests/companies.ts";
import { address, answeringWorld, choose, minutesLater, now, type CompanyHandle } from "./answering-world.ts";

const first = aFramework();
/** The next version: one question means something else, one is gone, one is new. */
const second = aFramework({
  version: "2",
  questions: [
    ...first.questions
      .filter(({ id }) => id !== "systems.admins")
      .map((question) => (question.id === "people.contract" ? { ...question, meaning: 2 } : question)),
    aQuestion("systems.new", { topic: "systems" }),
  ],
});

let world: Awaited<ReturnType<typeof answeringWorld>>;
let pottery: CompanyHandle;

beforeAll(async () => {
  world = await answeringWorld([first, second]);
});
afterAll(() => world.close());
beforeEach(async () => {
  pottery = await world.company();
});

const asOwner = (at = now) => ({ personId: pottery.owner.id, address, now: at });
const read = (id: string) => pottery.within((trx) => assessmentWithAnswers(trx, id));
const complete = (id: string, at = now, framework = first) =>
  pottery.locked(id, (trx, assessment) => completeAssessment(trx, { assessment, framework, ...asOwner(at) }));
const reopen = (id: string, at = now) =>
  pottery.locked(id, (trx, assessment) => reopenAssessment(trx, { assessment, framework: first, ...asOwner(at) }));
const results = (id: string) =>
  pottery.within((trx) =>
    trx
      .selectFrom("assessment_results")
      .select(["sequence", "completed_at", "reopened_at", "reopened_by"])
      .where("assessment_id", "=", id)
      .orderBy("sequence")
      .execute(),
  );
const standing = async () => (await pottery.within(standingsOfCompany))[0];

describe("starting", () => {
  test("it pins the framework's version and revision and the facts, and is the first of its framework", async () => {
    const { id } = await pottery.start({ facts: { staff: ["true"] } });
    expect(await read(id)).toMatchObject({
      number: 1,
      state: "open",
      frameworkVersion: "1",
      contentRevision: first.revision,
      facts: { staff: ["true"] },
      zone: "Asia/Ho_Chi_Minh",
      openedBy: pottery.owner.id,
      result: null,
      answers: {},
    });
    expect(await standing()).toMatchObject({
      running: { assessmentId: id, numbers: { score: null, low: 0, answered: 0 } },
    });
  });

  test("one of a framework runs at a time, also when two start it in the same moment", async () => {
    const starts = await Promise.allSettled([pottery.start(), pottery.start(), pottery.start()]);
    expect(starts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const { status, ...rest } of starts)
      if (status === "rejected") expect(rest).toMatchObject({ reason: { code: "assessment-open-already" } });
    expect(await actionsOf(world.database, pottery.tenantId)).toEqual(["assessment.started"]);
  });

  test("opened by a schedule, it says so and is the job's act", async () => {
    const { id } = await pottery.start({ personId: null, address: null });
    expect((await read(id)).openedBy).toBeNull();
    const event = await pottery.within((trx) => trx.selectFrom("audit_events").selectAll().executeTakeFirstOrThrow());
    expect(event).toMatchObject({ actor_kind: "job", actor_id: null, action: "assessment.started" });
  });

  test("the answers of the completed one are carried over to be confirmed, with their notes and whose they are", async () => {
    const { id } = await pottery.start();
    await pottery.save(id, "people.contract", choose("partly"), { note: "sổ đỏ" });
    await pottery.save(id, "people.critical-duty", { kind: "not-applicable", reason: "không có" });
    await complete(id);
    const next = await pottery.start({ now: minutesLater(60) });
    expect(next).toMatchObject({ number: 2, carried: 2 });
    const { answers, previousId } = await read(next.id);
    expect(previousId).toBe(id);
    expect(answers["people.contract"]).toMatchObject({
      revision: 1,
      value: "partly",
      credit: 50,
      note: "sổ đỏ",
      confirmed: false,
      source: "carried",
      answeredBy: pottery.owner.id,
      answeredAt: now,
    });
    expect(answers["people.critical-duty"]).toMatchObject({ reason: "không có", acceptedBy: null, confirmed: false });
    expect(await standing()).toMatchObject({ running: { numbers: { answered: 0, score: null } } });
  });

  test("confirming a carried answer is one save of the same, and makes it count", async () => {
    const { id } = await pottery.start();
    await pottery.save(id, "people.contract", choose("met"));
    await complete(id);
    const next = await pottery.start();
    const confirmed = await pottery.save(next.id, "people.contract", choose("met"), { basedOn: 1 });
    expect(confirmed).toMatchObject({
      revision: 2,
      answer: { confirmed: true, source: "person" },
      numbers: { score: 10000 },
    });
  });

  test("a carried answer that nobody touched has nothing to undo; undoing its confirmation makes it unconfirmed again", async () => {
    const { id } = await pottery.start();
    await pottery.save(id, "people.contract", choose("met"));
    await complete(id);
    const next = await pottery.start();
    const undo = (basedOn: number) =>
      pottery.locked(next.id, (trx, assessment) =>
        undoAnswer(trx, {
          assessment,
          framework: first,
          questionId: "people.contract",
          basedOn,
          saveKey: randomUUID(),
          ...asOwner(),
        }),
      );
    await expect(undo(1)).rejects.toMatchObject({ code: "nothing-to-undo" });
    await pottery.save(next.id, "people.contract", choose("unmet"), { basedOn: 1 });
    expect((await undo(2)).answer).toMatchObject({ value: "met", confirmed: false, source: "carried" });
  });

  test("only questions that still mean the same are carried into a new version", async () => {
    const { id } = await pottery.start();
    for (const [question, value] of [
      ["people.contract", "met"],
      ["people.critical-duty", "partly"],
      ["systems.admins", 1],
    ] as const)
      await pottery.save(id, question, choose(value));
    await complete(id);
    const next = await pottery.start({ framework: second });
    expect(Object.keys((await read(next.id)).answers)).toEqual(["people.critical-duty"]);
  });

  test("what closed tasks have improved since is carried in the place of what was answered, or of nothing", async () => {
    const { id } = await pottery.start();
    await pottery.save(id, "people.contract", choose("unmet"));
    await complete(id);
    const taskId = randomUUID();
    await pottery.within(async (trx) => {
      const task = {
        number: 1,
        framework_id: first.id,
        playbook_id: "PB-01",
        status: "done",
        created_by: pottery.owner.id,
      } as const;
      await trx
        .insertInto("tasks")
        .values({ task_id: taskId, created_at: now, ...task })
        .execute();
      const improved = {
        assessment_id: id,
        task_id: taskId,
        recorded_at: minutesLater(5),
        recorded_by: pottery.owner.id,
      };
      await trx
        .insertInto("improvements")
        .values([
          { question_id: "people.contract", value: JSON.stringify("met"), credit: 100, ...improved },
          { question_id: "people.leaving", value: JSON.stringify("partly"), credit: 50, ...improved },
        ])
        .execute();
    });
    const next = await pottery.start();
    const { answers } = await read(next.id);
    expect(answers["people.contract"]).toMatchObject({ value: "met", credit: 100, taskId, confirmed: false });
    expect(answers["people.leaving"]).toMatchObject({ value: "partly", credit: 50, source: "carried" });
  });

  test("an earlier one to go on from must be the company's own", async () => {
    const rival = await world.company("Gốm Bát Tràng");
    const theirs = await rival.start();
    await expect(pottery.start({ previousId: theirs.id })).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("completing and reopening", () => {
  test("it seals one number, equal to the low end; what is open is left open; answers move no more", async () => {
    const { id } = await pottery.start();
    await pottery.save(id, "people.leaving", choose("met"));
    const running = (await standing())?.running?.numbers;
    const result = await complete(id);
    expect(result.score.score).toBe(running?.low);
    expect(result.states["people.contract"]).toMatchObject({ state: "leftOpen", credit: 0 });
    expect(await read(id)).toMatchObject({ state: "completed", completedAt: now, result });
    expect(await standing()).toMatchObject({ running: null, completed: { assessmentId: id, numbers: { number: 1 } } });
    await expect(pottery.save(id, "people.contract", choose("met"))).rejects.toMatchObject({
      code: "assessment-locked",
    });
  });

  test("completed twice at once, it is completed once", async () => {
    const { id } = await pottery.start();
    const [one, other] = await Promise.all([complete(id), complete(id, minutesLater(1))]);
    expect(one).toEqual(other);
    expect(await results(id)).toHaveLength(1);
    const actions = await actionsOf(world.database, pottery.tenantId);
    expect(actions).toEqual(["assessment.started", "assessment.completed"]);
  });

  test("a save that comes while it is being completed is either in the result or refused", async () => {
    const { id } = await pottery.start();
    const [saved, completed] = await Promise.allSettled([
      pottery.save(id, "people.contract", choose("met")),
      complete(id),
    ]);
    expect(completed.status).toBe("fulfilled");
    const state = (await read(id)).result?.states["people.contract"]?.state;
    expect(state).toBe(saved.status === "fulfilled" ? "answered" : "leftOpen");
  });

  test("reopened, its result stays in the history, and completing it anew adds another", async () => {
    const { id } = await pottery.start();
    await complete(id);
    await reopen(id, minutesLater(1));
    await reopen(id, minutesLater(2)); // asked again: nothing more happens
    expect(await read(id)).toMatchObject({ state: "open", result: null, completedAt: null });
    expect(await standing()).toMatchObject({ running: { assessmentId: id }, completed: null });
    await pottery.save(id, "people.contract", choose("met"));
    await complete(id, minutesLater(3));
    expect(await results(id)).toEqual([
      { sequence: 1, completed_at: now, reopened_at: minutesLater(1), reopened_by: pottery.owner.id },
      { sequence: 2, completed_at: minutesLater(3), reopened_at: null, reopened_by: null },
    ]);
    expect(await actionsOf(world.database, pottery.tenantId)).toEqual([
      "assessment.started",
      "assessment.completed",
      "assessment.reopened",
      "answer.saved",
      "assessment.completed",
    ]);
  });

  test("the next one supersedes it; reopening the next one lets it hold again", async () => {
    const { id } = await pottery.start();
    await complete(id);
    const next = await pottery.start({ now: minutesLater(1) });
    await complete(next.id, minutesLater(2));
    expect((await read(id)).state).toBe("superseded");
    await expect(reopen(id)).rejects.toMatchObject({ code: "assessment-locked" });
    await reopen(next.id, minutesLater(3));
    expect((await read(id)).state).toBe("completed");
    expect(await standing()).toMatchObject({ running: { assessmentId: next.id }, completed: { assessmentId: id } });
    await complete(next.id, minutesLater(4));
    expect((await read(id)).state).toBe("superseded");
  });

  test("it cannot be reopened while the next one runs", async () => {
    const { id } = await pottery.start();
    await complete(id);
    await pottery.start();
    await expect(reopen(id)).rejects.toMatchObject({ code: "assessment-open-already" });
    expect((await read(id)).state).toBe("completed");
  });

  test("given up, it makes room for another, keeps its answers, and is never completed", async () => {
    const { id } = await pottery.start();
    await pottery.save(id, "people.contract", choose("met"));
    await pottery.locked(id, (trx, assessment) => abandonAssessment(trx, { assessment, ...asOwner() }));
    await expect(complete(id)).rejects.toMatchObject({ code: "assessment-locked" });
    expect((await read(id)).answers["people.contract"]?.value).toBe("met");
    const next = await pottery.start();
    expect(next).toMatchObject({ number: 2, carried: 0 });
  });
});

describe("looking", () => {
  test("the list says of each where it stands, newest first, in one statement", async () => {
    const { id } = await pottery.start();
    await pottery.save(id, "people.contract", choose("met"));
    await complete(id);
    const next = await pottery.start({ now: minutesLater(1) });
    const list = await pottery.within(assessmentsOf);
    expect(list).toMatchObject([
      { id: next.id, number: 2, state: "open", numbers: { answered: 0 }, openedByName: "Nguyễn Thu Hạnh" },
      { id, number: 1, state: "completed", numbers: { answered: 1 }, completedByName: "Nguyễn Thu Hạnh" },
    ]);
  });

  test("the last one is the running one, else the newest", async () => {
    const last = () => pottery.within((trx) => lastAssessmentOf(trx, first.id));
    expect(await last()).toBeUndefined();
    const { id } = await pottery.start({ facts: { staff: ["true"] } });
    await complete(id);
    expect(await last()).toMatchObject({ id, state: "completed" });
    const next = await pottery.start();
    await pottery.locked(next.id, (trx, assessment) => abandonAssessment(trx, { assessment, ...asOwner() }));
    expect(await last()).toMatchObject({ id: next.id, state: "abandoned" });
    await reopen(id);
    expect(await last()).toMatchObject({ id, state: "open" });
  });

  test("two companies never see each other's", async () => {
    const rival = await world.company("Gốm Bát Tràng");
    const theirs = await rival.start();
    const ours = await pottery.start();
    expect((await pottery.within(assessmentsOf)).map(({ id }) => id)).toEqual([ours.id]);
    expect(await pottery.within(standingsOfCompany)).toMatchObject([{ running: { assessmentId: ours.id } }]);
    for (const work of [assessmentWithAnswers, assessmentForUpdate])
      await expect(pottery.within((trx) => work(trx, theirs.id))).rejects.toMatchObject({ code: "not-found" });
  });
});

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { loadLibrary } from "#content/library.ts";
import { completeAssessment, assessmentForUpdate, startAssessment } from "#db/assessments.ts";
import { saveAnswer } from "#db/answers.ts";
import { dueSchedules } from "#db/lookup.ts";
import { scheduleRuns, schedulesOf, setSchedule } from "#db/schedules.ts";
import { withTenant, type TenantTrx } from "#db/tenant.ts";
import type { Cadence, Day } from "#domain/schedule.ts";
import { handlers } from "#jobs/handlers.ts";
import { openDueAssessment } from "#jobs/open-due-assessment.ts";
import { sweep } from "#jobs/sweep.ts";
import { aCompany, aPerson } from "#tests/companies.ts";
import { openWorld, root, type World } from "./world.ts";

const library = loadLibrary(`${root}/content`);
const framework = library.latest("leakage");
const started = new Date("2026-11-24T02:00:00Z");
const owner = aPerson("Nguyễn Thu Hạnh");
let world: World;
let company: { tenantId: string; slug: string };
beforeEach(async () => {
  world = await openWorld();
  company = await aCompany(world.database, { name: "Gốm An Nhiên", owner, now: started });
});
afterEach(() => world.close());

const within = <T>(work: (trx: TenantTrx) => Promise<T>) => withTenant(world.database.app, company, work);
const by = { personId: owner.id, address: null, now: started };
const set = (cadence: Cadence, firstOn: Day, today: Day = "2026-11-24") =>
  within((trx) => setSchedule(trx, { frameworkId: "leakage", cadence, firstOn, today, basedOn: 0, ...by }));
const assessments = () =>
  within((trx) => trx.selectFrom("assessments").select(["number", "state", "due_on"]).orderBy("number").execute());
const mails = () => within((trx) => trx.selectFrom("outbox").select(["kind", "to_address", "subject"]).execute());
/** Workers whose clock stands at this moment. */
const workersAt = (moment: string, count = 1) =>
  Promise.all(
    Array.from({ length: count }, () => world.worker(handlers, { ports: { library, now: () => new Date(moment) } })),
  );

async function completeFirst() {
  await within(async (trx) => {
    const { id } = await startAssessment(trx, { framework, facts: {}, library, ...by });
    let assessment = await assessmentForUpdate(trx, id);
    for (const question of framework.questions.slice(0, 3)) {
      const reply = { kind: "choice", value: "met" } as const;
      await saveAnswer(trx, {
        assessment,
        framework,
        questionId: question.id,
        reply,
        basedOn: 0,
        saveKey: null,
        mayAccept: true,
        ...by,
      });
      assessment = await assessmentForUpdate(trx, id);
    }
    await completeAssessment(trx, { assessment, framework, ...by });
  });
}

describe("when the day has come", () => {
  test("the next assessment is open, with the answers carried over to confirm, and the leaders are told", async () => {
    await completeFirst();
    await set("monthly", "2026-12-24");
    const [queue] = await workersAt("2026-12-24T00:30:00Z");
    await queue?.enqueue(sweep, {});
    await vi.waitFor(async () => expect(await assessments()).toHaveLength(2), { timeout: 20_000, interval: 100 });
    expect(await assessments()).toMatchObject([
      { number: 1, state: "completed" },
      { number: 2, state: "open", due_on: "2026-12-24" },
    ]);
    const carried = await within((trx) =>
      trx
        .selectFrom("answers")
        .innerJoin("assessments", "assessments.assessment_id", "answers.assessment_id")
        .select(["confirmed", "source"])
        .where("number", "=", 2)
        .execute(),
    );
    expect(carried).toEqual(Array.from({ length: 3 }, () => ({ confirmed: false, source: "carried" })));
    expect(await within(schedulesOf)).toMatchObject([{ nextOn: "2027-01-24" }]);
    expect(await mails()).toMatchObject([
      { kind: "assessment-opened", to_address: owner.email, subject: "Gốm An Nhiên: đã mở đợt đánh giá mới" },
    ]);
  });

  test("it is opened once, however many workers race and however often the job is asked for", async () => {
    await completeFirst();
    await set("monthly", "2026-12-24");
    const [first, ...others] = await workersAt("2026-12-24T00:30:00Z", 3);
    const [due] = await dueSchedules(world.database.app, { now: new Date("2026-12-24T00:30:00Z"), most: 10 });
    const payload = due as { tenantId: string; scheduleId: string; dueOn: string };
    await Promise.all([first, ...others].map((queue) => queue?.enqueue(openDueAssessment, payload)));
    await Promise.all([first, ...others].map((queue) => queue?.enqueue(sweep, {})));
    await vi.waitFor(async () => expect(await assessments()).toHaveLength(2), { timeout: 20_000, interval: 100 });
    await first?.enqueue(openDueAssessment, payload);
    await vi.waitFor(async () => expect(await first?.counts()).toMatchObject({ waiting: 0, active: 0 }), {
      timeout: 20_000,
      interval: 100,
    });
    expect(await assessments()).toHaveLength(2);
    expect(await mails()).toHaveLength(1);
    expect(await within((trx) => scheduleRuns(trx, 10))).toHaveLength(1);
  });

  test("while the last one is still open none is opened, the leaders are told, and the schedule goes on", async () => {
    await within((trx) => startAssessment(trx, { framework, facts: {}, library, ...by }));
    await set("quarterly", "2026-11-30");
    const [queue] = await workersAt("2026-11-30T00:30:00Z");
    await queue?.enqueue(sweep, {});
    await vi.waitFor(async () => expect(await mails()).toMatchObject([{ kind: "schedule-skipped" }]), {
      timeout: 20_000,
      interval: 100,
    });
    expect(await assessments()).toHaveLength(1);
    expect(await within(schedulesOf)).toMatchObject([{ nextOn: "2027-02-28" }]);
    expect(await within((trx) => scheduleRuns(trx, 10))).toMatchObject([
      { outcome: "still-running", dueOn: "2026-11-30" },
    ]);
  });

  test("after a downtime of months one is opened, and the days in between are counted", async () => {
    await completeFirst();
    await set("monthly", "2026-12-31");
    const [queue] = await workersAt("2027-04-15T03:00:00Z");
    await queue?.enqueue(sweep, {});
    await vi.waitFor(async () => expect(await assessments()).toHaveLength(2), { timeout: 20_000, interval: 100 });
    expect(await within((trx) => scheduleRuns(trx, 10))).toMatchObject([
      { dueOn: "2026-12-31", outcome: "opened", skipped: 3 },
    ]);
    expect(await within(schedulesOf)).toMatchObject([{ nextOn: "2027-04-30" }]);
  });

  test("a schedule of one day is done with it", async () => {
    await completeFirst();
    await set("once", "2026-12-31");
    const [queue] = await workersAt("2026-12-31T00:00:00Z");
    await queue?.enqueue(sweep, {});
    await vi.waitFor(async () => expect(await assessments()).toHaveLength(2), { timeout: 20_000, interval: 100 });
    expect(await within(schedulesOf)).toMatchObject([{ nextOn: null }]);
  });
});

test("a due day begins at seven in the morning of the company's own zone", async () => {
  await set("monthly", "2026-12-24");
  const due = (moment: string) => dueSchedules(world.database.app, { now: new Date(moment), most: 10 });
  expect(await due("2026-12-23T23:59:59Z")).toEqual([]);
  expect(await due("2026-12-24T00:00:00Z")).toMatchObject([{ dueOn: "2026-12-24" }]);
  await within((trx) =>
    trx.updateTable("tenants").set({ zone: "America/New_York" }).where("tenant_id", "=", company.tenantId).execute(),
  );
  expect(await due("2026-12-24T11:59:59Z")).toEqual([]);
  expect(await due("2026-12-24T12:00:00Z")).toHaveLength(1);
});

test("a job for a day that was moved meanwhile does nothing", async () => {
  await completeFirst();
  const { scheduleId } = await set("monthly", "2026-12-24");
  await within((trx) =>
    setSchedule(trx, {
      frameworkId: "leakage",
      cadence: "yearly",
      firstOn: "2027-06-01",
      today: "2026-11-24",
      basedOn: 1,
      ...by,
    }),
  );
  const [queue] = await workersAt("2026-12-24T00:30:00Z");
  await queue?.enqueue(openDueAssessment, { tenantId: company.tenantId, scheduleId, dueOn: "2026-12-24" });
  await vi.waitFor(async () => expect(await queue?.counts()).toMatchObject({ waiting: 0, active: 0 }), {
    timeout: 20_000,
    interval: 100,
  });
  expect(await assessments()).toHaveLength(1);
  expect(await within(schedulesOf)).toMatchObject([{ nextOn: "2027-06-01" }]);
});

test("two people who set it at once: the second is told", async () => {
  const outcomes = await Promise.allSettled([set("monthly", "2026-12-24"), set("yearly", "2026-12-25")]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "changed-meanwhile" } });
});

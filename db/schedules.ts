import { Refusal } from "#domain/refusal.ts";
import { dueDaysMissed, nextDue, plusDays, type Cadence, type Day } from "#domain/schedule.ts";
import type { TenantTrx } from "./tenant.ts";

export interface Schedule {
  scheduleId: string;
  frameworkId: string;
  cadence: Cadence;
  anchorOn: Day;
  /** Null when nothing is due any more. */
  nextOn: Day | null;
  revision: number;
}

/** The schedules of the company, one a framework at most. */
export function schedulesOf(trx: TenantTrx): Promise<Schedule[]> {
  return trx
    .selectFrom("schedules")
    .select(["schedule_id as scheduleId", "framework_id as frameworkId", "cadence", "anchor_on as anchorOn"])
    .select(["next_on as nextOn", "revision"])
    .execute();
}

/** What came of the last due days, newest first. */
export function scheduleRuns(trx: TenantTrx, most: number) {
  return trx
    .selectFrom("schedule_runs")
    .innerJoin("assessments", (join) =>
      join
        .onRef("assessments.tenant_id", "=", "schedule_runs.tenant_id")
        .onRef("assessments.assessment_id", "=", "schedule_runs.assessment_id"),
    )
    .select(["schedule_runs.due_on as dueOn", "schedule_runs.outcome", "schedule_runs.skipped", "schedule_runs.at"])
    .select([
      "schedule_runs.assessment_id as assessmentId",
      "assessments.number",
      "assessments.framework_id as frameworkId",
    ])
    .orderBy("schedule_runs.at", "desc")
    .limit(most)
    .execute();
}

type NewSchedule = Readonly<{
  frameworkId: string;
  cadence: Cadence;
  /** The first due day, from which the others are counted. */
  firstOn: Day;
  today: Day;
  /** The revision that the writer saw, 0 for none. */
  basedOn: number;
  personId: string;
  now: Date;
}>;

/**
 * Sets when a framework is to be assessed again.
 * @throws {Refusal} changed-meanwhile, when somebody else was faster
 */
export async function setSchedule(
  trx: TenantTrx,
  schedule: NewSchedule,
): Promise<{ scheduleId: string; nextOn: Day | null }> {
  const { frameworkId, cadence, firstOn, today, basedOn, personId, now } = schedule;
  // a day of today is still to come: the sweep finds it in its next minute
  const nextOn = nextDue(cadence, firstOn, plusDays(today, -1));
  const timing = { cadence, anchor_on: firstOn, next_on: nextOn };
  const saved = await trx
    .insertInto("schedules")
    .values({ framework_id: frameworkId, ...timing, created_at: now, created_by: personId })
    .onConflict((conflict) =>
      conflict
        .columns(["tenant_id", "framework_id"])
        .doUpdateSet({ ...timing, revision: basedOn + 1 })
        .where("schedules.revision", "=", basedOn),
    )
    .returning("schedule_id as scheduleId")
    .executeTakeFirst();
  if (!saved) throw new Refusal("changed-meanwhile", `the schedule of ${frameworkId} is past revision ${basedOn}`);
  return { ...saved, nextOn };
}

/**
 * Stops a schedule; what it opened stays.
 * @throws {Refusal} changed-meanwhile, when somebody else was faster
 */
export async function stopSchedule(
  trx: TenantTrx,
  { frameworkId, basedOn }: { frameworkId: string; basedOn: number },
): Promise<string> {
  const stopped = await trx
    .updateTable("schedules")
    .set({ next_on: null, revision: basedOn + 1 })
    .where("framework_id", "=", frameworkId)
    .where("revision", "=", basedOn)
    .returning("schedule_id as scheduleId")
    .executeTakeFirst();
  if (!stopped) throw new Refusal("changed-meanwhile", `the schedule of ${frameworkId} is past revision ${basedOn}`);
  return stopped.scheduleId;
}

/**
 * Takes hold of a due day: whoever else works on this schedule waits for the commit, and then finds the day passed.
 * @returns undefined when the day is no longer the next one: it was handled, or the schedule was changed or stopped
 */
export async function takeDueDay(
  trx: TenantTrx,
  { scheduleId, dueOn }: { scheduleId: string; dueOn: Day },
): Promise<Schedule | undefined> {
  return trx
    .selectFrom("schedules")
    .select(["schedule_id as scheduleId", "framework_id as frameworkId", "cadence", "anchor_on as anchorOn"])
    .select(["next_on as nextOn", "revision"])
    .where("schedule_id", "=", scheduleId)
    .where("next_on", "=", dueOn)
    .forUpdate()
    .executeTakeFirst();
}

type Run = Readonly<{
  schedule: Schedule;
  dueOn: Day;
  today: Day;
  outcome: "opened" | "still-running";
  assessmentId: string;
  now: Date;
}>;

/**
 * Notes what came of a due day and moves on to the next one after today: days that a downtime swallowed are counted,
 * not made up for one by one.
 */
export async function finishDueDay(
  trx: TenantTrx,
  { schedule, dueOn, today, outcome, assessmentId, now }: Run,
): Promise<{ skipped: number; nextOn: Day | null }> {
  const { scheduleId, cadence, anchorOn } = schedule;
  const skipped = dueDaysMissed(cadence, anchorOn, dueOn, today);
  const nextOn = nextDue(cadence, anchorOn, today > dueOn ? today : dueOn);
  await trx
    .insertInto("schedule_runs")
    .values({ schedule_id: scheduleId, due_on: dueOn, outcome, assessment_id: assessmentId, skipped, at: now })
    .execute();
  // the revision stays: that a day passed is no change that somebody editing the schedule could lose
  await trx.updateTable("schedules").set({ next_on: nextOn }).where("schedule_id", "=", scheduleId).execute();
  return { skipped, nextOn };
}

/** Owners and managers with an address, each in their own language: who is told of what a schedule did. */
export function leadersOf(trx: TenantTrx) {
  return trx
    .selectFrom("memberships")
    .innerJoin("people", (join) =>
      join
        .onRef("people.tenant_id", "=", "memberships.tenant_id")
        .onRef("people.person_id", "=", "memberships.person_id"),
    )
    .select(["people.person_id as personId", "people.email", "people.language"])
    .where("memberships.role", "in", ["owner", "manager"])
    .where("people.email", "is not", null)
    .$narrowType<{ email: string }>()
    .execute();
}

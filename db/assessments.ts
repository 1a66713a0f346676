import { sql } from "kysely";
import { answersOf, standingsOf, type AssessmentState, type StoredAnswer } from "#domain/answering-rules.ts";
import type { Framework } from "#domain/content/framework.schema.ts";
import { proofsOf } from "#domain/evidence.ts";
import { Refusal } from "#domain/refusal.ts";
import type { Facts } from "#domain/scoring/model.ts";
import { numbersOf, pinnedResultOf, type PinnedResult } from "#domain/standing.ts";
import { answerColumns } from "./answer-rows.ts";
import { withdrawRequestsOf } from "./asked-questions.ts";
import { record } from "./audit.ts";
import { carryOver, type Previous, type Versions } from "./carry-over.ts";
import { evidenceIn, sealedEvidence } from "./evidence.ts";
import { keepStanding } from "./standings.ts";
import type { TenantTrx } from "./tenant.ts";

export interface Assessment {
  readonly id: string;
  readonly frameworkId: string;
  readonly frameworkVersion: string;
  /** Of the content when it was opened: texts may have been mended since. */
  readonly contentRevision: string;
  /** The company's first, second … of this framework. */
  readonly number: number;
  readonly state: AssessmentState;
  /** The profile as it was pinned, in values that conditions compare. */
  readonly facts: Facts;
  readonly previousId: string | null;
  readonly scheduleId: string | null;
  readonly dueOn: string | null;
  readonly openedAt: Date;
  readonly openedBy: string | null;
  readonly completedAt: Date | null;
  readonly completedBy: string | null;
  /** As it was sealed; null while it runs. */
  readonly result: PinnedResult | null;
  /** The tenant's zone, in which days are counted. */
  readonly zone: string;
}
/** With names as the company knows them; null for people who were erased. */
export interface NamedAnswer extends StoredAnswer {
  readonly answeredByName: string | null;
  readonly acceptedByName: string | null;
  /** Who replied by link, in their own words, when it was accepted from there. */
  readonly suggestedByName: string | null;
}
export type NamedAnswers = Readonly<Record<string, NamedAnswer | undefined>>;
export interface AssessmentWithAnswers extends Assessment {
  readonly answers: NamedAnswers;
}
declare const locked: unique symbol;
/** Nobody else changes it, or an answer of it, before this transaction ends. Only `assessmentForUpdate` makes one. */
export type LockedAssessment = AssessmentWithAnswers & { readonly [locked]: true };
/** Who does it: `address` is the client's, null when a job acts. */
export type By = Readonly<{ personId: string; address: string | null; now: Date }>;

const columns = [
  "assessment_id as id",
  "framework_id as frameworkId",
  "framework_version as frameworkVersion",
  "content_revision as contentRevision",
  "number",
  "state",
  "facts",
  "previous_id as previousId",
  "schedule_id as scheduleId",
  "due_on as dueOn",
  "opened_at as openedAt",
  "opened_by as openedBy",
  "completed_at as completedAt",
  "completed_by as completedBy",
  "result",
] as const;

function rowOf(trx: TenantTrx, id: string) {
  return trx
    .selectFrom("assessments")
    .select(columns)
    .select(sql<string>`(select t.zone from tenants t where t.tenant_id = assessments.tenant_id)`.as("zone"))
    .where("assessment_id", "=", id);
}

/**
 * An assessment with its answers and the names of who gave them; two statements, whatever its size.
 * @throws {Refusal} not-found
 */
export async function assessmentWithAnswers(trx: TenantTrx, id: string): Promise<AssessmentWithAnswers> {
  const row = await rowOf(trx, id).executeTakeFirst();
  if (!row) throw new Refusal("not-found", `no assessment ${id}`);
  return { ...row, result: row.result as PinnedResult | null, answers: await answersIn(trx, id) };
}

/**
 * The same, for a transaction that changes it. Two statements on purpose: only one that begins behind the lock sees the
 * answers that the holder before us wrote.
 * @throws {Refusal} not-found
 */
export async function assessmentForUpdate(trx: TenantTrx, id: string): Promise<LockedAssessment> {
  const row = await rowOf(trx, id).forNoKeyUpdate().executeTakeFirst();
  if (!row) throw new Refusal("not-found", `no assessment ${id}`);
  const result = row.result as PinnedResult | null;
  const assessment: AssessmentWithAnswers = { ...row, result, answers: await answersIn(trx, id) };
  return assessment as LockedAssessment;
}

async function answersIn(trx: TenantTrx, assessmentId: string): Promise<NamedAnswers> {
  const rows = await trx
    .selectFrom("answers as a")
    .leftJoin("people as by", (join) =>
      join.onRef("by.tenant_id", "=", "a.tenant_id").onRef("by.person_id", "=", "a.answered_by"),
    )
    .leftJoin("people as accepting", (join) =>
      join.onRef("accepting.tenant_id", "=", "a.tenant_id").onRef("accepting.person_id", "=", "a.accepted_by"),
    )
    .select([...answerColumns, "by.name as answeredByName", "accepting.name as acceptedByName"])
    .select(
      sql<
        string | null
      >`(select r.given_name from asked_replies r where r.tenant_id = a.tenant_id and r.link_id = a.request_id
        and r.question_id = a.question_id and r.decision = 'accepted' order by r.revision desc limit 1)`.as(
        "suggestedByName",
      ),
    )
    .where("a.assessment_id", "=", assessmentId)
    .execute();
  return Object.fromEntries(rows.map((row) => [row.questionId, row as NamedAnswer]));
}

/** The assessment of a framework that runs, or else the newest. */
export function lastAssessmentOf(trx: TenantTrx, frameworkId: string) {
  return trx
    .selectFrom("assessments")
    .select(["assessment_id as id", "number", "state"])
    .where("framework_id", "=", frameworkId)
    .orderBy(sql`state in ('open', 'in-review')`, "desc")
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
}

type Start = Readonly<{
  framework: Framework;
  facts: Facts;
  library: Versions;
  /** Null when a schedule opens it. */
  personId: string | null;
  /** Whose answers are carried over; without it those of the completed one, if there is one. */
  previousId?: string | undefined;
  schedule?: Readonly<{ id: string; dueOn: string }> | undefined;
  address: string | null;
  now: Date;
}>;

/**
 * Opens the next assessment of a framework. Earlier answers to questions of the same meaning are carried over, to be
 * confirmed one by one: until then they count for nothing.
 * @throws {Refusal} assessment-open-already, when one of this framework runs; not-found, for the previous one
 */
export async function startAssessment(
  trx: TenantTrx,
  { framework, facts, library, personId, previousId, schedule, address, now }: Start,
): Promise<{ id: string; number: number; carried: number }> {
  const previous = await previousOf(trx, framework.id, previousId);
  const opened = await trx
    .insertInto("assessments")
    .values({
      framework_id: framework.id,
      framework_version: framework.version,
      content_revision: framework.revision,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from assessments where framework_id = ${framework.id})`,
      state: "open",
      facts: JSON.stringify(facts),
      previous_id: previous?.id ?? null,
      schedule_id: schedule?.id ?? null,
      due_on: schedule?.dueOn ?? null,
      opened_at: now,
      opened_by: personId,
    })
    // of two that start at once the second finds the place of the running one, or its number, taken
    .onConflict((conflict) => conflict.doNothing())
    .returning(["assessment_id as id", "number"])
    .executeTakeFirst();
  if (!opened) throw new Refusal("assessment-open-already", `one of ${framework.id} runs`);
  const carried = previous ? await carryOver(trx, { to: opened.id, from: previous, framework, library, now }) : [];
  const answers = Object.fromEntries(carried.map((answer) => [answer.questionId, answer]));
  const states = standingsOf(framework, { facts, answers, state: "open" });
  const numbers = numbersOf({ framework, states, number: opened.number, now });
  await keepStanding(trx, framework.id, { running: { assessmentId: opened.id, numbers }, now });
  await record(trx, {
    actor: personId === null ? { kind: "job", id: null } : { kind: "person", id: personId },
    action: "assessment.started",
    object: { kind: "assessment", id: opened.id },
    detail: { framework: framework.id, version: framework.version, number: opened.number, carried: carried.length },
    address,
    now,
  });
  return { ...opened, carried: carried.length };
}

async function previousOf(trx: TenantTrx, frameworkId: string, id: string | undefined): Promise<Previous | undefined> {
  const found = await trx
    .selectFrom("assessments")
    .select(["assessment_id as id", "framework_version as frameworkVersion"])
    .where("framework_id", "=", frameworkId)
    .$if(id !== undefined, (query) => query.where("assessment_id", "=", id as string))
    .$if(id === undefined, (query) => query.where("state", "=", "completed"))
    .executeTakeFirst();
  if (id !== undefined && !found) throw new Refusal("not-found", `no assessment ${id} of ${frameworkId} to go on from`);
  return found;
}

/**
 * Locks the answers and seals the result: what is open counts as not met from now on. The completed one before is
 * superseded. Asking again does nothing more.
 * @throws {Refusal} assessment-locked, when it was abandoned or superseded
 */
export async function completeAssessment(
  trx: TenantTrx,
  { assessment, framework, personId, address, now }: { assessment: LockedAssessment; framework: Framework } & By,
): Promise<PinnedResult> {
  const { id, number, state } = assessment;
  if (state === "completed" && assessment.result) return assessment.result;
  if (state !== "open" && state !== "in-review") throw new Refusal("assessment-locked", `it is ${state}`);
  const attached = await evidenceIn(trx, id);
  const given = answersOf(assessment.answers, proofsOf(attached, assessment.zone));
  const states = standingsOf(framework, { ...assessment, state: "completed" });
  const result = pinnedResultOf({ framework, given, states, number, now, evidence: sealedEvidence(attached) });
  const superseded = await trx
    .updateTable("assessments")
    .set({ state: "superseded", revision: sql<number>`revision + 1` })
    .where("framework_id", "=", framework.id)
    .where("state", "=", "completed")
    .returning("assessment_id as id")
    .executeTakeFirst();
  const sealed = JSON.stringify(result);
  await trx
    .updateTable("assessments")
    .set({
      state: "completed",
      completed_at: now,
      completed_by: personId,
      result: sealed,
      revision: sql<number>`revision + 1`,
    })
    .where("assessment_id", "=", id)
    .execute();
  await trx
    .insertInto("assessment_results")
    .values({
      assessment_id: id,
      sequence: sql<number>`(select coalesce(max(sequence), 0) + 1 from assessment_results where assessment_id = ${id})`,
      completed_at: now,
      completed_by: personId,
      result: sealed,
    })
    .execute();
  await keepStanding(trx, framework.id, {
    running: null,
    completed: { assessmentId: id, numbers: result.numbers },
    now,
  });
  await withdrawRequestsOf(trx, id, "completed", { personId, address, now });
  const { score, gradeLow, asked, answered } = result.numbers;
  await record(trx, {
    actor: { kind: "person", id: personId },
    action: "assessment.completed",
    object: { kind: "assessment", id },
    detail: { score, grade: gradeLow, asked, answered, superseded: superseded?.id ?? null },
    address,
    now,
  });
  return result;
}

/**
 * Opens a completed assessment again. Its result stays in the history, and the one that it had superseded holds until it is
 * completed anew. Asking again does nothing more.
 * @throws {Refusal} assessment-locked, unless it is the completed one; assessment-open-already, when the next one runs
 */
export async function reopenAssessment(
  trx: TenantTrx,
  { assessment, framework, personId, address, now }: { assessment: LockedAssessment; framework: Framework } & By,
): Promise<void> {
  const { id, number, state } = assessment;
  if (state === "open") return;
  if (state !== "completed") throw new Refusal("assessment-locked", `it is ${state}`);
  const opened = await trx
    .updateTable("assessments")
    .set({ state: "open", completed_at: null, completed_by: null, result: null, revision: sql<number>`revision + 1` })
    .where("assessment_id", "=", id)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("assessments as running")
            .select("running.assessment_id")
            .where("running.framework_id", "=", framework.id)
            .where("running.state", "in", ["open", "in-review"]),
        ),
      ),
    )
    .returning("assessment_id")
    .executeTakeFirst()
    .catch((error: unknown) => {
      if ((error as { code?: string }).code === "23505") return undefined; // started in this very moment
      throw error;
    });
  if (!opened) throw new Refusal("assessment-open-already", `one of ${framework.id} runs`);
  await trx
    .updateTable("assessment_results")
    .set({ reopened_at: now, reopened_by: personId })
    .where("assessment_id", "=", id)
    .where("reopened_at", "is", null)
    .execute();
  const restored = await trx
    .updateTable("assessments")
    .set({ state: "completed", revision: sql<number>`revision + 1` })
    .where("assessment_id", "=", ({ selectFrom }) =>
      selectFrom("assessments")
        .select("assessment_id")
        .where("framework_id", "=", framework.id)
        .where("state", "=", "superseded")
        .orderBy("completed_at", "desc")
        .limit(1),
    )
    .returning(["assessment_id as id", "result"])
    .executeTakeFirst();
  const states = standingsOf(framework, { ...assessment, state: "open" });
  const numbers = numbersOf({ framework, states, number, now });
  await keepStanding(trx, framework.id, {
    running: { assessmentId: id, numbers },
    completed: restored ? { assessmentId: restored.id, numbers: (restored.result as PinnedResult).numbers } : null,
    now,
  });
  await record(trx, {
    actor: { kind: "person", id: personId },
    action: "assessment.reopened",
    object: { kind: "assessment", id },
    detail: { restored: restored?.id ?? null },
    address,
    now,
  });
}

/**
 * Gives a running assessment up; its answers stay readable. Asking again does nothing more.
 * @throws {Refusal} assessment-locked, when it was completed
 */
export async function abandonAssessment(
  trx: TenantTrx,
  { assessment, personId, address, now }: { assessment: LockedAssessment } & By,
): Promise<void> {
  const { id, frameworkId, state } = assessment;
  if (state === "abandoned") return;
  if (state !== "open" && state !== "in-review") throw new Refusal("assessment-locked", `it is ${state}`);
  await trx
    .updateTable("assessments")
    .set({ state: "abandoned", revision: sql<number>`revision + 1` })
    .where("assessment_id", "=", id)
    .execute();
  await keepStanding(trx, frameworkId, { running: null, now });
  await withdrawRequestsOf(trx, id, "abandoned", { personId, address, now });
  await record(trx, {
    actor: { kind: "person", id: personId },
    action: "assessment.abandoned",
    object: { kind: "assessment", id },
    address,
    now,
  });
}

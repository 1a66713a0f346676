import { sql } from "kysely";
import { Refusal } from "#domain/refusal.ts";
import type { Day } from "#domain/schedule.ts";
import { isOpen, type TaskStatus } from "#domain/tasks.ts";
import type { By } from "./assessments.ts";
import { record } from "./audit.ts";
import type { TenantTrx } from "./tenant.ts";

export interface TaskGap {
  questionId: string;
  /** The assessment that the gap was seen in. */
  assessmentId: string;
}
export interface Task {
  id: string;
  number: number;
  frameworkId: string;
  playbookId: string;
  status: TaskStatus;
  ownerId: string | null;
  ownerName: string | null;
  dueOn: Day | null;
  createdAt: Date;
  closedAt: Date | null;
  revision: number;
  gaps: TaskGap[];
  /** Indices of the playbook's steps that are done. */
  stepsDone: number[];
}
export interface TaskEvent {
  at: Date;
  kind: string;
  personName: string | null;
  detail: Record<string, unknown>;
}

function tasksQuery(trx: TenantTrx) {
  return trx
    .selectFrom("tasks as t")
    .leftJoin("people as p", (join) =>
      join.onRef("p.tenant_id", "=", "t.tenant_id").onRef("p.person_id", "=", "t.owner_id"),
    )
    .select([
      "t.task_id as id",
      "t.number",
      "t.framework_id as frameworkId",
      "t.playbook_id as playbookId",
      "t.status",
      "t.owner_id as ownerId",
    ])
    .select([
      "p.name as ownerName",
      "t.due_on as dueOn",
      "t.created_at as createdAt",
      "t.closed_at as closedAt",
      "t.revision",
    ])
    .select(
      sql<
        TaskGap[]
      >`(select coalesce(json_agg(json_build_object('questionId', g.question_id, 'assessmentId', g.assessment_id) order by g.question_id), '[]')
        from task_gaps g where g.tenant_id = t.tenant_id and g.task_id = t.task_id)`.as("gaps"),
    )
    .select(
      sql<
        number[]
      >`(select coalesce(json_agg(s.step order by s.step), '[]') from task_steps s where s.tenant_id = t.tenant_id and s.task_id = t.task_id)`.as(
        "stepsDone",
      ),
    );
}

/** All tasks of the company, the most urgent first; one statement, whatever their number. */
export function tasksOf(trx: TenantTrx): Promise<Task[]> {
  return tasksQuery(trx)
    .orderBy("t.closed_at", (order) => order.desc().nullsFirst())
    .orderBy("t.due_on", (order) => order.asc().nullsLast())
    .orderBy("t.number")
    .execute();
}

/** Those that somebody still has to work on, the first due first; one statement. */
export function openTasksOf(trx: TenantTrx): Promise<Task[]> {
  return tasksQuery(trx)
    .where("t.status", "in", ["to-do", "doing", "in-review"])
    .orderBy("t.due_on", (order) => order.asc().nullsLast())
    .orderBy("t.number")
    .execute();
}

/** @throws {Refusal} not-found */
export async function taskById(trx: TenantTrx, taskId: string): Promise<Task> {
  const task = await tasksQuery(trx).where("t.task_id", "=", taskId).executeTakeFirst();
  if (!task) throw new Refusal("not-found", `no task ${taskId}`);
  return task;
}

/**
 * The same, for a transaction that changes it: whoever else works on it waits.
 * @throws {Refusal} not-found
 */
export async function taskForUpdate(trx: TenantTrx, taskId: string): Promise<Task> {
  await trx.selectFrom("tasks").select("task_id").where("task_id", "=", taskId).forNoKeyUpdate().execute();
  return taskById(trx, taskId);
}

/** What happened to a task, oldest first. */
export function taskHistory(trx: TenantTrx, taskId: string): Promise<TaskEvent[]> {
  return trx
    .selectFrom("task_events as e")
    .leftJoin("people as p", (join) =>
      join.onRef("p.tenant_id", "=", "e.tenant_id").onRef("p.person_id", "=", "e.person_id"),
    )
    .select(["e.at", "e.kind", "e.detail", "p.name as personName"])
    .where("e.task_id", "=", taskId)
    .orderBy("e.at")
    .orderBy("e.event_id")
    .execute();
}

/** Writes what happened into the task's history and into the trail. */
export async function tell(
  trx: TenantTrx,
  taskId: string,
  kind: string,
  detail: Record<string, string | number | null | string[]>,
  by: By,
): Promise<void> {
  await sql`insert into task_events (task_id, event_id, at, person_id, kind, detail)
    values (${taskId}, uuidv7(), ${by.now}, ${by.personId}, ${kind}, ${JSON.stringify(detail)}::jsonb)`.execute(trx);
  const { personId, address, now } = by;
  await record(trx, {
    actor: { kind: "person", id: personId },
    action: `task.${kind}`,
    object: { kind: "task", id: taskId },
    detail,
    address,
    now,
  });
}

type NewTask = Readonly<{
  frameworkId: string;
  playbookId: string;
  gaps: readonly TaskGap[];
  ownerId: string | null;
  dueOn: Day | null;
}> &
  By;

/**
 * Makes a task of a playbook and the gaps that it closes. Where one of the same playbook is open it is that one, with the
 * gaps that it lacked: a double click makes no second.
 * @throws {Refusal} not-found, when the owner is nobody of the company
 */
export async function createTask(
  trx: TenantTrx,
  { frameworkId, playbookId, gaps, ownerId, dueOn, ...by }: NewTask,
): Promise<{ id: string; isNew: boolean }> {
  // numbers are given one after the other; held to the end of the transaction, and for this company alone
  await sql`select pg_advisory_xact_lock(hashtextextended('task-number:' || current_setting('app.tenant_id'), 0))`.execute(
    trx,
  );
  if (ownerId !== null) await requireKnown(trx, ownerId);
  const made = await trx
    .insertInto("tasks")
    .values({
      number: sql<number>`(select coalesce(max(number), 0) + 1 from tasks)`,
      framework_id: frameworkId,
      playbook_id: playbookId,
      status: "to-do",
      owner_id: ownerId,
      due_on: dueOn,
      created_at: by.now,
      created_by: by.personId,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["tenant_id", "framework_id", "playbook_id"])
        .where("status", "in", ["to-do", "doing", "in-review"])
        .doNothing(),
    )
    .returning("task_id as id")
    .executeTakeFirst();
  const id = made?.id ?? (await openTaskOf(trx, frameworkId, playbookId));
  if (gaps.length > 0) {
    await trx
      .insertInto("task_gaps")
      .values(
        gaps.map(({ questionId, assessmentId }) => ({
          task_id: id,
          question_id: questionId,
          assessment_id: assessmentId,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  if (made)
    await tell(
      trx,
      id,
      "created",
      { playbook: playbookId, questions: gaps.map(({ questionId }) => questionId), owner: ownerId, dueOn },
      by,
    );
  return { id, isNew: made !== undefined };
}

async function openTaskOf(trx: TenantTrx, frameworkId: string, playbookId: string): Promise<string> {
  const { id } = await trx
    .selectFrom("tasks")
    .select("task_id as id")
    .where("framework_id", "=", frameworkId)
    .where("playbook_id", "=", playbookId)
    .where("status", "in", ["to-do", "doing", "in-review"])
    .executeTakeFirstOrThrow();
  return id;
}

async function requireKnown(trx: TenantTrx, personId: string): Promise<void> {
  const known = await trx.selectFrom("people").select("person_id").where("person_id", "=", personId).executeTakeFirst();
  if (!known) throw new Refusal("not-found", "the owner is nobody of the company");
}

/**
 * Hands a task to somebody and gives it a day, over the revision that the writer saw.
 * @throws {Refusal} not-found, task-closed, changed-meanwhile
 */
export async function changeTask(
  trx: TenantTrx,
  {
    task,
    basedOn,
    ownerId,
    dueOn,
    ...by
  }: { task: Task; basedOn: number; ownerId: string | null; dueOn: Day | null } & By,
): Promise<void> {
  requireOpen(task);
  if (task.ownerId === ownerId && task.dueOn === dueOn) return;
  if (task.revision !== basedOn)
    throw new Refusal("changed-meanwhile", `task ${task.id} is at revision ${task.revision}`);
  if (ownerId !== null) await requireKnown(trx, ownerId);
  await trx
    .updateTable("tasks")
    .set({ owner_id: ownerId, due_on: dueOn, revision: task.revision + 1 })
    .where("task_id", "=", task.id)
    .execute();
  await tell(trx, task.id, "changed", { owner: ownerId, ownerBefore: task.ownerId, dueOn, dueBefore: task.dueOn }, by);
}

/**
 * Ticks a step off, or takes the tick back; the first tick begins the task.
 * @throws {Refusal} task-closed
 */
export async function tickStep(
  trx: TenantTrx,
  { task, step, done, ...by }: { task: Task; step: number; done: boolean } & By,
): Promise<void> {
  requireOpen(task);
  if (task.stepsDone.includes(step) === done) return;
  if (done)
    await trx
      .insertInto("task_steps")
      .values({ task_id: task.id, step, done_at: by.now, done_by: by.personId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  else await trx.deleteFrom("task_steps").where("task_id", "=", task.id).where("step", "=", step).execute();
  if (done && task.status === "to-do") await setStatus(trx, task.id, "doing");
  await tell(trx, task.id, done ? "step-done" : "step-undone", { step: step + 1 }, by);
}

export async function setStatus(
  trx: TenantTrx,
  taskId: string,
  status: TaskStatus,
  closed: { at: Date; by: string } | null = null,
): Promise<void> {
  await trx
    .updateTable("tasks")
    .set({ status, closed_at: closed?.at ?? null, closed_by: closed?.by ?? null, revision: sql<number>`revision + 1` })
    .where("task_id", "=", taskId)
    .execute();
}

/** @throws {Refusal} task-closed */
export function requireOpen(task: Pick<Task, "id" | "status">): void {
  if (!isOpen(task.status)) throw new Refusal("task-closed", `task ${task.id} is ${task.status}`);
}

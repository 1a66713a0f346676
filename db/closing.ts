import { isLocked, requireQuestion, type AssessmentState } from "#domain/answering-rules.ts";
import { creditOf, type AnswerValue } from "#domain/answering.ts";
import type { Framework } from "#domain/content/framework.schema.ts";
import { dayIn } from "#domain/format.ts";
import { Refusal } from "#domain/refusal.ts";
import { improvedScoreOf, type Improvements } from "#domain/improvements.ts";
import { saveAnswer, undoAnswer } from "./answers.ts";
import { assessmentForUpdate, type By, type LockedAssessment } from "./assessments.ts";
import { requireOpen, setStatus, tell, type Task } from "./tasks.ts";
import type { TenantTrx } from "./tenant.ts";

/** Basis points; null when nothing is known. */
export interface Moved {
  before: number | null;
  after: number | null;
}
/** The new answers that a task is closed with, by question. */
export type ClosingAnswers = Readonly<Record<string, AnswerValue>>;
type Frameworks = { framework(id: string, version: string): Framework };

/**
 * The assessment that closing a task of this framework changes: the one that runs, or else the completed one, whose
 * sealed result stays while the improvement is kept beside it. No other path than answering and closing moves a score.
 */
export async function assessmentToMove(
  trx: TenantTrx,
  frameworkId: string,
): Promise<{ id: string; state: AssessmentState } | undefined> {
  return trx
    .selectFrom("assessments")
    .select(["assessment_id as id", "state"])
    .where("framework_id", "=", frameworkId)
    .where("state", "in", ["open", "in-review", "completed"])
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** What closed tasks have changed since an assessment was completed, the newest of each question. */
export async function improvementsOf(trx: TenantTrx, assessmentId: string): Promise<Improvements> {
  const rows = await trx
    .selectFrom("improvements")
    .distinctOn("question_id")
    .select(["question_id", "credit"])
    .where("assessment_id", "=", assessmentId)
    .orderBy("question_id")
    .orderBy("recorded_at", "desc")
    .execute();
  return Object.fromEntries(rows.map(({ question_id, credit }) => [question_id, credit]));
}

type Closing = Readonly<{ task: Task; answers: ClosingAnswers; library: Frameworks; mayAccept: boolean }> & By;

/**
 * Closes a task with the new answer to each question that it was to mend; the score moves with them.
 * @throws {Refusal} task-closed, reason-needed when an answer is missing, assessment-locked while a reviewer has it,
 *   unknown-choice, not-asked
 */
export async function closeTask(trx: TenantTrx, { task, answers, library, mayAccept, ...by }: Closing): Promise<Moved> {
  requireOpen(task);
  const missing = task.gaps.find(({ questionId }) => answers[questionId] === undefined);
  if (missing) throw new Refusal("reason-needed", `no new answer to ${missing.questionId}`);
  const target = await assessmentToMove(trx, task.frameworkId);
  if (!target) throw new Refusal("not-found", `no assessment of ${task.frameworkId} to change`);
  const assessment = await assessmentForUpdate(trx, target.id);
  const framework = library.framework(assessment.frameworkId, assessment.frameworkVersion);
  const moved =
    assessment.state === "completed"
      ? await improve(trx, { assessment, framework, task, answers, by })
      : await answer(trx, { assessment, framework, task, answers, mayAccept, by });
  await setStatus(trx, task.id, "done", { at: by.now, by: by.personId });
  const said = Object.entries(answers).map(([question, value]) => `${question}: ${String(value)}`);
  await tell(trx, task.id, "closed", { answers: said, assessment: assessment.id, ...moved }, by);
  return moved;
}

type Work = Readonly<{
  assessment: LockedAssessment;
  framework: Framework;
  task: Task;
  answers: ClosingAnswers;
  by: By;
}>;

/** The running assessment takes the answers as it takes any: over the revision that stands, which the lock holds still. */
async function answer(
  trx: TenantTrx,
  { assessment, framework, task, answers, mayAccept, by }: Work & { mayAccept: boolean },
): Promise<Moved> {
  if (isLocked(assessment.state)) throw new Refusal("assessment-locked", `it is ${assessment.state}`);
  const before = improvedScoreOf(framework, assessment, {});
  let present = assessment;
  let after = before;
  for (const questionId of questionsInOrder(framework, answers)) {
    const basedOn = present.answers[questionId]?.revision ?? 0;
    const reply = { kind: "choice", value: answers[questionId] as AnswerValue } as const;
    const saved = await saveAnswer(trx, {
      assessment: present,
      framework,
      questionId,
      basedOn,
      saveKey: null,
      reply,
      mayAccept,
      taskId: task.id,
      ...by,
    });
    present = { ...present, answers: saved.answers as LockedAssessment["answers"] };
    after = saved.numbers.score;
  }
  return { before, after };
}

/** A completed one stays as it was sealed; what got better since is kept beside it, and carried into the next. */
async function improve(trx: TenantTrx, { assessment, framework, task, answers, by }: Work): Promise<Moved> {
  const known = await improvementsOf(trx, assessment.id);
  const today = dayIn(assessment.zone, by.now);
  const made = Object.entries(answers).map(([questionId, value]) => {
    const credit = creditOf(requireQuestion(framework, questionId).answer, value, today);
    return {
      assessment_id: assessment.id,
      question_id: questionId,
      task_id: task.id,
      value: JSON.stringify(value),
      credit,
      recorded_at: by.now,
      recorded_by: by.personId,
    };
  });
  await trx
    .insertInto("improvements")
    .values(made)
    .onConflict((conflict) =>
      conflict.columns(["tenant_id", "assessment_id", "question_id", "task_id"]).doUpdateSet(({ ref }) => ({
        value: ref("excluded.value"),
        credit: ref("excluded.credit"),
        recorded_at: ref("excluded.recorded_at"),
        recorded_by: ref("excluded.recorded_by"),
      })),
    )
    .execute();
  const better = { ...known, ...Object.fromEntries(made.map(({ question_id, credit }) => [question_id, credit])) };
  return {
    before: improvedScoreOf(framework, assessment, known),
    after: improvedScoreOf(framework, assessment, better),
  };
}

/**
 * Opens a closed task again and takes back what it changed, as far as nobody has answered since.
 * @throws {Refusal} task-open, changed-meanwhile when another task of the playbook is open by now
 */
export async function reopenTask(
  trx: TenantTrx,
  { task, library, ...by }: { task: Task; library: Frameworks } & By,
): Promise<Moved> {
  if (task.status !== "done" && task.status !== "accepted-risk")
    throw new Refusal("task-open", `task ${task.id} is ${task.status}`);
  const another = await trx
    .selectFrom("tasks")
    .select("task_id")
    .where("framework_id", "=", task.frameworkId)
    .where("playbook_id", "=", task.playbookId)
    .where("status", "in", ["to-do", "doing", "in-review"])
    .executeTakeFirst();
  if (another) throw new Refusal("changed-meanwhile", `task ${another.task_id} does the same by now`);
  const moved = await takeBack(trx, { task, library, by });
  await setStatus(trx, task.id, task.stepsDone.length > 0 ? "doing" : "to-do");
  await tell(trx, task.id, "reopened", { ...moved }, by);
  return moved;
}

async function takeBack(
  trx: TenantTrx,
  { task, library, by }: { task: Task; library: Frameworks; by: By },
): Promise<Moved> {
  const target = await assessmentToMove(trx, task.frameworkId);
  if (!target) return { before: null, after: null };
  const assessment = await assessmentForUpdate(trx, target.id);
  const framework = library.framework(assessment.frameworkId, assessment.frameworkVersion);
  const before = improvedScoreOf(framework, assessment, await improvementsOf(trx, assessment.id));
  await trx
    .deleteFrom("improvements")
    .where("task_id", "=", task.id)
    .where("assessment_id", "=", assessment.id)
    .execute();
  let after = improvedScoreOf(framework, assessment, await improvementsOf(trx, assessment.id));
  if (assessment.state !== "open") return { before, after };
  let present = assessment;
  const ours = Object.values(assessment.answers).filter(
    (given) => given?.source === "task" && given.taskId === task.id,
  );
  for (const given of ours) {
    if (!given) continue;
    const saved = await undoAnswer(trx, {
      assessment: present,
      framework,
      questionId: given.questionId,
      basedOn: given.revision,
      saveKey: null,
      ...by,
    });
    present = { ...present, answers: saved.answers as LockedAssessment["answers"] };
    after = saved.numbers.score;
  }
  return { before, after };
}

/** A gate before what stands behind it. */
function questionsInOrder(framework: Framework, answers: ClosingAnswers): string[] {
  return framework.questions.map(({ id }) => id).filter((id) => answers[id] !== undefined);
}

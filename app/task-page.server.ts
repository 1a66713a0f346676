import { z } from "zod";
import type { Library } from "#content/library.ts";
import { closeTask, assessmentToMove, improvementsOf, reopenTask, type ClosingAnswers } from "#db/closing.ts";
import { assessmentWithAnswers } from "#db/assessments.ts";
import { companyOf } from "#db/companies.ts";
import { changeTask, tickStep, type Task } from "#db/tasks.ts";
import type { TenantTrx } from "#db/tenant.ts";
import type { AnswerValue } from "#domain/answering.ts";
import { creditOf } from "#domain/answering.ts";
import { dayIn } from "#domain/format.ts";
import { improvedScoreOf, improvedStates } from "#domain/improvements.ts";
import { inLanguage, type Language } from "#domain/language.ts";
import { may } from "#domain/permission.ts";
import { Refusal } from "#domain/refusal.ts";
import { isDay } from "#domain/schedule.ts";
import { scoreOf } from "#domain/scoring/score.ts";
import type { AskedOfTenant } from "./request.server.ts";

const Answers = z.string().transform((text, ctx): ClosingAnswers => {
  try {
    return z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])).parse(JSON.parse(text));
  } catch {
    ctx.addIssue({ code: "custom", message: "no answers" });
    return z.NEVER;
  }
});
/** A select and a date field: empty is nobody, or no day. */
const emptyToNull = (text: string) => text || null;
export const TaskForm = z
  .looseObject({ intent: z.enum(["change", "tick", "close", "reopen"]) })
  .transform((fields, ctx) => {
    const shapes = {
      change: z.object({
        intent: z.literal("change"),
        basedOn: z.coerce.number().int(),
        ownerId: z.union([z.uuid(), z.literal("")]).transform(emptyToNull),
        dueOn: z.union([z.string().refine(isDay), z.literal("")]).transform(emptyToNull),
      }),
      tick: z.object({
        intent: z.literal("tick"),
        step: z.coerce.number().int().min(0).max(50),
        done: z.enum(["yes", "no"]),
      }),
      close: z.object({ intent: z.literal("close"), answers: Answers }),
      reopen: z.object({ intent: z.literal("reopen") }),
    };
    const parsed = shapes[fields.intent].safeParse(
      fields.intent === "close"
        ? { ...fields, answers: fields.answers ?? JSON.stringify(answersInFields(fields)) }
        : fields,
    );
    if (parsed.success) return parsed.data;
    for (const { path, message } of parsed.error.issues) ctx.addIssue({ code: "custom", path, message });
    return z.NEVER;
  });
export type TaskForm = z.output<typeof TaskForm>;

/** Without JavaScript each question sends a field of its own: `answer:<question>`. */
function answersInFields(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      name.startsWith("answer:") ? [[name.slice("answer:".length), value]] : [],
    ),
  );
}

export type TaskOutcome =
  | { outcome: "changed" | "ticked" }
  | { outcome: "closed" | "reopened"; before: number | null; after: number | null }
  | { outcome: "refused"; error: "answers" | "day" | "past" };

/** Does what the task's page asks for, in its transaction. */
export async function actOnTask(trx: TenantTrx, task: Task, asked: TaskForm, ctx: AskedOfTenant): Promise<TaskOutcome> {
  const { personId, address, now, role, tenantId, services } = ctx;
  const by = { personId, address, now };
  const { library } = services;
  switch (asked.intent) {
    case "tick":
      await tickStep(trx, { task, step: asked.step, done: asked.done === "yes", ...by });
      return { outcome: "ticked" };
    case "change": {
      const today = dayIn((await companyOf(trx, tenantId)).zone, now);
      if (asked.dueOn !== null && asked.dueOn < today && asked.dueOn !== task.dueOn)
        return { outcome: "refused", error: "past" };
      await changeTask(trx, { task, basedOn: asked.basedOn, ownerId: asked.ownerId, dueOn: asked.dueOn, ...by });
      return { outcome: "changed" };
    }
    case "close": {
      if (task.gaps.some(({ questionId }) => asked.answers[questionId] === undefined))
        return { outcome: "refused", error: "answers" };
      const answers = Object.fromEntries(
        task.gaps.map(({ questionId }) => [questionId, asked.answers[questionId] as AnswerValue]),
      );
      return {
        outcome: "closed",
        ...(await closeTask(trx, { task, answers, library, mayAccept: may(role, "assessment:accept"), ...by })),
      };
    }
    case "reopen":
      return { outcome: "reopened", ...(await reopenTask(trx, { task, library, ...by })) };
  }
}

/** The questions that closing the task answers anew, as they stand now. */
export async function closingView(
  trx: TenantTrx,
  task: Task,
  { library, language }: { library: Library; language: Language },
) {
  const target = await assessmentToMove(trx, task.frameworkId);
  if (!target) return { assessmentId: null, isLocked: true, questions: [] };
  const assessment = await assessmentWithAnswers(trx, target.id);
  const framework = library.framework(assessment.frameworkId, assessment.frameworkVersion);
  const states = improvedStates(framework, assessment, await improvementsOf(trx, target.id));
  const mine = (text: { vi: string; en: string }) => inLanguage(language, text);
  const questions = task.gaps.flatMap(({ questionId }) => {
    const question = framework.questions.find(({ id }) => id === questionId);
    if (!question) return [];
    return [
      {
        id: question.id,
        text: mine(question.text),
        answer: inWords(question.answer, mine),
        credit: states.get(question.id)?.credit ?? 0,
      },
    ];
  });
  return { assessmentId: target.id, isLocked: target.state === "in-review", questions };
}

type Spec = Parameters<typeof creditOf>[0];
/** How the question is answered, in the reader's language alone. */
function inWords(
  answer: Library["frameworks"][number]["questions"][number]["answer"],
  mine: (text: { vi: string; en: string }) => string,
) {
  switch (answer.kind) {
    case "choice":
      return {
        kind: answer.kind,
        choices: answer.choices.map(({ value, credit, text }) => ({ value, credit, text: mine(text) })),
      };
    case "several":
      return {
        kind: answer.kind,
        boxes: answer.boxes.map(({ value, credit, text }) => ({ value, credit, text: mine(text) })),
        none: mine(answer.none),
      };
    case "number":
      return { kind: answer.kind, unit: mine(answer.unit), min: answer.min, max: answer.max };
    case "date":
      return { kind: answer.kind };
    case "maturity":
      return { kind: answer.kind, target: answer.target, levels: answer.levels?.map(mine) ?? null };
  }
}
export type AnswerInWords = ReturnType<typeof inWords>;

/** What the score would become with these answers: shown before the task is closed. */
export async function previewClosing(
  trx: TenantTrx,
  task: Task,
  answers: ClosingAnswers,
  { library, zone, now }: { library: Library; zone: string; now: Date },
) {
  const target = await assessmentToMove(trx, task.frameworkId);
  if (!target) throw new Refusal("not-found", "no assessment to change");
  const assessment = await assessmentWithAnswers(trx, target.id);
  const framework = library.framework(assessment.frameworkId, assessment.frameworkVersion);
  const known = await improvementsOf(trx, target.id);
  const better = Object.fromEntries(
    task.gaps.flatMap(({ questionId }) => {
      const value = answers[questionId];
      const spec: Spec | undefined = framework.questions.find(({ id }) => id === questionId)?.answer;
      return value === undefined || !spec ? [] : [[questionId, creditOf(spec, value, dayIn(zone, now))]];
    }),
  );
  const after = scoreOf({ framework, states: improvedStates(framework, assessment, { ...known, ...better }) });
  return {
    before: improvedScoreOf(framework, assessment, known),
    after: after.score,
    grade: after.gradeLow === after.gradeHigh ? after.gradeLow : null,
  };
}

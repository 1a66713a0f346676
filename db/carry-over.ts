import { answerColumns, answerRow } from "./answer-rows.ts";
import type { Framework } from "#domain/content/framework.schema.ts";
import type { StoredAnswer } from "#domain/answering-rules.ts";
import { carryEvidence } from "./evidence.ts";
import type { TenantTrx } from "./tenant.ts";

/** Where frameworks come from: any version that an assessment may have pinned. */
export interface Versions {
  framework(id: string, version: string): Framework;
}
export type Previous = Readonly<{ id: string; frameworkVersion: string }>;

/**
 * Copies what was answered to questions that still mean the same, with what closed tasks have improved since, to be
 * confirmed, and leaves what proves them attached while it is in date. Acceptances and verdicts are not carried.
 */
export async function carryOver(
  trx: TenantTrx,
  {
    to,
    from,
    framework,
    library,
    now,
  }: { to: string; from: Previous; framework: Framework; library: Versions; now: Date },
): Promise<StoredAnswer[]> {
  const earlier = library.framework(framework.id, from.frameworkVersion).questions;
  const meanings = new Map(earlier.map(({ id, meaning }) => [id, meaning]));
  const means = new Set(
    framework.questions.filter(({ id, meaning }) => meanings.get(id) === meaning).map(({ id }) => id),
  );
  const answers = await trx
    .selectFrom("answers as a")
    .select(answerColumns)
    .where("a.assessment_id", "=", from.id)
    .where(({ eb, or }) => or([eb("a.kind", "<>", "none"), eb("a.note", "is not", null)]))
    .execute();
  const improvements = await trx
    .selectFrom("improvements")
    .distinctOn("question_id")
    .select(["question_id", "value", "credit", "task_id", "recorded_by", "recorded_at"])
    .where("assessment_id", "=", from.id)
    .orderBy("question_id")
    .orderBy("recorded_at", "desc")
    .execute();
  const carried = new Map(answers.map((row) => [row.questionId, asCarried(row as StoredAnswer)]));
  for (const better of improvements)
    carried.set(better.question_id, {
      ...(carried.get(better.question_id) ?? blank(better.question_id)),
      kind: "choice",
      value: better.value as StoredAnswer["value"],
      credit: better.credit,
      reason: null,
      taskId: better.task_id,
      answeredBy: better.recorded_by,
      answeredAt: better.recorded_at,
    });
  const wanted = [...carried.values()].filter(({ questionId }) => means.has(questionId));
  if (wanted.length > 0)
    await trx
      .insertInto("answers")
      .values(wanted.map((answer) => answerRow(to, answer)))
      .execute();
  await carryEvidence(trx, { to, from: from.id, questions: means, now });
  return wanted;
}

function asCarried(answer: StoredAnswer): StoredAnswer {
  const { kind, value, credit, reason, note, taskId, answeredBy, answeredAt } = answer;
  return { ...blank(answer.questionId), kind, value, credit, reason, note, taskId, answeredBy, answeredAt };
}

function blank(questionId: string): Omit<StoredAnswer, "kind" | "answeredBy" | "answeredAt"> {
  return {
    questionId,
    revision: 1,
    value: null,
    credit: 0,
    reason: null,
    note: null,
    confirmed: false,
    acceptedBy: null,
    acceptedAt: null,
    verdictCredit: null,
    verdictBy: null,
    verdictAt: null,
    source: "carried",
    taskId: null,
    requestId: null,
    saveKey: null,
  };
}

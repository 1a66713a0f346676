import type { StoredAnswer } from "#domain/answering-rules.ts";

/** The columns of `answers as a` (or of its earlier revisions) as values name them. */
export const answerColumns = [
  "a.question_id as questionId",
  "a.revision",
  "a.kind",
  "a.value",
  "a.credit",
  "a.reason",
  "a.note",
  "a.confirmed",
  "a.accepted_by as acceptedBy",
  "a.accepted_at as acceptedAt",
  "a.verdict_credit as verdictCredit",
  "a.verdict_by as verdictBy",
  "a.verdict_at as verdictAt",
  "a.source",
  "a.task_id as taskId",
  "a.answered_by as answeredBy",
  "a.answered_at as answeredAt",
  "a.save_key as saveKey",
  "a.request_id as requestId",
] as const;

/** An answer as its table keeps it. */
export function answerRow(assessmentId: string, answer: StoredAnswer) {
  return {
    assessment_id: assessmentId,
    question_id: answer.questionId,
    revision: answer.revision,
    kind: answer.kind,
    value: answer.value === null ? null : JSON.stringify(answer.value),
    credit: answer.credit,
    reason: answer.reason,
    note: answer.note,
    confirmed: answer.confirmed,
    accepted_by: answer.acceptedBy,
    accepted_at: answer.acceptedAt,
    verdict_credit: answer.verdictCredit,
    verdict_by: answer.verdictBy,
    verdict_at: answer.verdictAt,
    source: answer.source,
    task_id: answer.taskId,
    answered_by: answer.answeredBy,
    answered_at: answer.answeredAt,
    save_key: answer.saveKey,
    request_id: answer.requestId,
  };
}

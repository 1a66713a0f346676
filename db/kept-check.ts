import { creditOfReply, answersOf, isLocked, isRunning, saysTheSame, standingsOf } from "#domain/answering-rules.ts";
import type { Reply, StoredAnswer, StoredAnswers } from "#domain/answering-rules.ts";
import type { Fact } from "#domain/content/fact.schema.ts";
import type { Framework } from "#domain/content/framework.schema.ts";
import { dayIn } from "#domain/format.ts";
import { Refusal } from "#domain/refusal.ts";
import { settle } from "#domain/scoring/settle.ts";
import { numbersOf } from "#domain/standing.ts";
import { answerRow } from "./answer-rows.ts";
import { lastAssessmentOf, startAssessment, type By, type LockedAssessment } from "./assessments.ts";
import { record } from "./audit.ts";
import type { Versions } from "./carry-over.ts";
import { factsToPin } from "./profile.ts";
import { keepStanding } from "./standings.ts";
import type { TenantTrx } from "./tenant.ts";

/** What was said in the free check, by question id; `meaning` is that of the question as it was read. */
export type SaidInCheck = Readonly<Record<string, Readonly<{ meaning: number; reply: Reply }>>>;

type Opening = Readonly<{ framework: Framework; library: Versions & { facts: readonly Fact[] }; mayStart: boolean }> &
  By;

/**
 * The assessment that a free check goes into: the one of its framework that runs, or else a new one.
 * @throws {Refusal} not-allowed, when none runs and this person may start none
 */
export async function openForCheck(trx: TenantTrx, { framework, mayStart, ...start }: Opening): Promise<string> {
  const last = await lastAssessmentOf(trx, framework.id);
  if (last && isRunning(last.state)) return last.id;
  if (!mayStart) throw new Refusal("not-allowed", `no assessment of ${framework.id} runs, and this role starts none`);
  try {
    return (await startAssessment(trx, { framework, facts: await factsToPin(trx, start.library.facts), ...start })).id;
  } catch (error) {
    // of two presses at once the second finds the assessment of the first, whose transaction it has waited for
    const running = error instanceof Refusal && (await lastAssessmentOf(trx, framework.id));
    if (running && isRunning(running.state)) return running.id;
    throw error;
  }
}

type Keeping = Readonly<{ assessment: LockedAssessment; framework: Framework; said: SaidInCheck }> & By;

/**
 * Takes the answers of a free check where nobody has answered yet, all in four statements. What is there stays as it is.
 * @returns how many were taken, and how many were left because somebody answered otherwise or the question has changed
 * @throws {Refusal} assessment-locked
 */
export async function keepAnswers(trx: TenantTrx, keeping: Keeping): Promise<{ taken: number; left: number }> {
  const { assessment, framework, personId, address, now } = keeping;
  if (isLocked(assessment.state)) throw new Refusal("assessment-locked", `it is ${assessment.state}`);
  const { answers, taken, left } = mergedWith(keeping);
  if (taken.length === 0) return { taken: 0, left };
  await trx
    .insertInto("answers")
    .values(taken.map((answer) => answerRow(assessment.id, answer)))
    .onConflict((conflict) =>
      conflict
        .columns(["tenant_id", "assessment_id", "question_id"])
        // where an answer was taken back, or a note stands alone: the note stays
        .doUpdateSet(({ ref }) => ({
          revision: ref("excluded.revision"),
          kind: ref("excluded.kind"),
          value: ref("excluded.value"),
          credit: ref("excluded.credit"),
          confirmed: ref("excluded.confirmed"),
          source: ref("excluded.source"),
          answered_by: ref("excluded.answered_by"),
          answered_at: ref("excluded.answered_at"),
          save_key: ref("excluded.save_key"),
        }))
        // true behind the lock; without it, a caller that forgot the lock would overwrite unseen
        .where("answers.kind", "=", "none"),
    )
    .execute();
  const { id, number, facts, state } = assessment;
  const states = standingsOf(framework, { facts, answers, state });
  const numbers = numbersOf({ framework, states, number, now });
  await keepStanding(trx, framework.id, { running: { assessmentId: id, numbers }, now });
  await record(trx, {
    actor: { kind: "person", id: personId },
    action: "assessment.kept-from-check",
    object: { kind: "assessment", id },
    detail: { taken: taken.length, left, questions: taken.map(({ questionId }) => questionId) },
    address,
    now,
  });
  return { taken: taken.length, left };
}

/** All answers afterwards, and those that are new among them: confirmed only while their gates are answered. */
function mergedWith({ assessment, framework, said, personId, now }: Keeping) {
  const on = dayIn(assessment.zone, now);
  let left = 0;
  const fresh: Record<string, StoredAnswer> = {};
  for (const [questionId, { meaning, reply }] of Object.entries(said)) {
    const current = assessment.answers[questionId];
    // a reviewer's verdict stands in the place of an answer
    const isAnswered = current !== undefined && (current.kind !== "none" || current.verdictCredit !== null);
    const credit = isAnswered ? undefined : creditIn(framework, { questionId, meaning, reply }, on);
    if (credit !== undefined) fresh[questionId] = answerOf(current, { questionId, reply, credit, personId, now });
    else if (!isAnswered || !saysTheSame(current, reply)) left += 1;
  }
  const merged: StoredAnswers = { ...assessment.answers, ...fresh };
  const { unconfirmed } = settle({ framework, facts: assessment.facts, given: answersOf(merged), locked: false });
  const taken = Object.values(fresh).map((answer) =>
    unconfirmed.includes(answer.questionId) ? { ...answer, confirmed: false } : answer,
  );
  const answers = { ...merged, ...Object.fromEntries(taken.map((answer) => [answer.questionId, answer])) };
  return { answers, taken, left };
}

/** 0–100; undefined when the assessment's version asks something else, or takes no such answer. */
function creditIn(
  framework: Framework,
  { questionId, meaning, reply }: { questionId: string; meaning: number; reply: Reply },
  on: string,
): number | undefined {
  const question = framework.questions.find(({ id }) => id === questionId);
  if (question?.meaning !== meaning) return undefined;
  try {
    return creditOfReply(question, reply, on);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function answerOf(
  current: StoredAnswer | undefined,
  {
    questionId,
    reply,
    credit,
    personId,
    now,
  }: { questionId: string; reply: Reply; credit: number } & Omit<By, "address">,
): StoredAnswer {
  return {
    questionId,
    revision: (current?.revision ?? 0) + 1,
    kind: reply.kind,
    value: reply.kind === "choice" ? reply.value : null,
    credit,
    reason: null,
    note: current?.note ?? null,
    confirmed: true,
    acceptedBy: null,
    acceptedAt: null,
    verdictCredit: null,
    verdictBy: null,
    verdictAt: null,
    source: "person",
    taskId: null,
    requestId: null,
    answeredBy: personId,
    answeredAt: now,
    saveKey: null,
  };
}

import { sql } from "kysely";
import {
  answersOf,
  creditOfReply,
  isLocked,
  requireAnswerable,
  requireQuestion,
  saysTheSame,
  standingsOf,
  type Reply,
  type StoredAnswer,
  type StoredAnswers,
} from "#domain/answering-rules.ts";
import type { Framework } from "#domain/content/framework.schema.ts";
import { dayIn } from "#domain/format.ts";
import { Refusal } from "#domain/refusal.ts";
import { settle } from "#domain/scoring/settle.ts";
import { numbersOf, type StandingNumbers } from "#domain/standing.ts";
import { answerColumns, answerRow } from "./answer-rows.ts";
import type { Assessment, By, LockedAssessment } from "./assessments.ts";
import { record } from "./audit.ts";
import { keepStanding } from "./standings.ts";
import type { TenantTrx } from "./tenant.ts";

type Change = Readonly<{
  assessment: LockedAssessment;
  framework: Framework;
  questionId: string;
  /** The revision that the writer saw, 0 for none. */
  basedOn: number;
  /** The writer's own mark of this change: sent again, it is no conflict and changes nothing more. */
  saveKey: string | null;
}> &
  By;
type Save = Change &
  Readonly<{
    /** Left out, the answer stays and only the note changes. A reply that says the same confirms what was carried over. */
    reply?: Reply | undefined;
    /** Left out, the note stays; empty, it goes. */
    note?: string | undefined;
    /** Whether the writer may accept that a question is not applicable: then a firm without a second such person has it accepted by its own. */
    mayAccept: boolean;
    /** The task that was closed with this answer. */
    taskId?: string | undefined;
    /** The request by link whose reply is accepted with it. */
    requestId?: string | undefined;
  }>;

export interface Saved {
  readonly revision: number;
  readonly answer: StoredAnswer;
  /** All of them after the change. */
  readonly answers: StoredAnswers;
  /** Answers behind a gate that was opened by it: kept, and to be confirmed again. */
  readonly unconfirmed: readonly string[];
  readonly numbers: StandingNumbers;
}

/**
 * Records an answer over the one that its writer saw, settles what stands behind it, keeps the standing.
 * @throws {Refusal} answered-meanwhile, when somebody else was faster: nothing is overwritten unseen; assessment-locked,
 *   unknown-question, not-asked, unknown-choice, reason-needed, not-applicable-refused
 */
export async function saveAnswer(trx: TenantTrx, save: Save): Promise<Saved> {
  const { assessment, framework, questionId, basedOn, reply, personId, now } = save;
  const current = assessment.answers[questionId];
  const repeated = await findRepeated(trx, save, current);
  if (current && repeated !== undefined) return unchanged(save, current, repeated);
  const question = requireAnswerable(framework, assessment, questionId);
  const base = current ?? blank(questionId, save);
  const note = save.note === undefined ? base.note : save.note.trim() || null;
  const sameReply = reply === undefined || (base.confirmed && saysTheSame(base, reply));
  if (sameReply && note === base.note) return unchanged(save, base, base.revision);
  requireUnmoved(current, save);
  const next: StoredAnswer = {
    ...base,
    ...(sameReply ? {} : await answered(trx, save, creditOfReply(question, reply, dayIn(assessment.zone, now)))),
    ...(reply === undefined && base.kind === "none" ? { answeredBy: personId } : {}),
    note,
    revision: basedOn + 1,
    answeredAt: now,
    saveKey: save.saveKey,
  };
  return write(trx, save, { action: "answer.saved", before: current, next });
}

/**
 * Takes the last change back: what stood before stands again, as a new revision.
 * @throws {Refusal} nothing-to-undo, answered-meanwhile, assessment-locked, unknown-question
 */
export async function undoAnswer(trx: TenantTrx, change: Change): Promise<Saved> {
  const { assessment, framework, questionId, basedOn, saveKey, now } = change;
  const current = assessment.answers[questionId];
  const repeated = await findRepeated(trx, change, current);
  if (current && repeated !== undefined) return unchanged(change, current, repeated);
  if (isLocked(assessment.state)) throw new Refusal("assessment-locked", `it is ${assessment.state}`);
  requireQuestion(framework, questionId);
  if (!current || (current.revision === 1 && current.source === "carried"))
    throw new Refusal("nothing-to-undo", `${questionId} is as it was`);
  requireUnmoved(current, change);
  const earlier = await earlierRevision(trx, change, current.revision - 1);
  const next = { ...(earlier ?? blank(questionId, change)), revision: basedOn + 1, answeredAt: now, saveKey };
  return write(trx, change, { action: "answer.undone", before: current, next });
}

/**
 * A second person accepts that a question is not applicable; only then does it leave the score. In a firm where nobody
 * else may, the answerer accepts it, and it is marked as such wherever the score is.
 * @throws {Refusal} changed-meanwhile, when there is nothing to accept any more; not-allowed, for one's own answer where
 *   somebody else may; answered-meanwhile, assessment-locked, unknown-question, not-asked
 */
export async function acceptNotApplicable(trx: TenantTrx, change: Omit<Change, "saveKey">): Promise<Saved> {
  const { assessment, framework, questionId, personId, now } = change;
  const current = assessment.answers[questionId];
  requireAnswerable(framework, assessment, questionId);
  requireUnmoved(current, change);
  if (current?.kind !== "not-applicable") throw new Refusal("changed-meanwhile", `${questionId} is ${current?.kind}`);
  if (current.acceptedBy !== null) return unchanged(change, current, current.revision);
  if (current.answeredBy === personId && !(await acceptsAlone(trx, change)))
    throw new Refusal("not-allowed", "one's own answer is for somebody else to accept");
  const next = { ...current, confirmed: true, acceptedBy: personId, acceptedAt: now };
  return write(trx, { ...change, saveKey: null }, { action: "answer.accepted", before: current, next });
}

/** Whether nobody else of the company, nor a consultant of it, may accept what this person marks as not applicable. */
export async function acceptsAlone(
  trx: TenantTrx,
  { assessment, personId, now }: { assessment: { readonly zone: string }; personId: string; now: Date },
): Promise<boolean> {
  const today = dayIn(assessment.zone, now);
  const { rows } = await sql<{ alone: boolean }>`
    select not exists (select from memberships where role in ('owner', 'manager') and person_id <> ${personId})
      and not exists (select from engagements where ended_at is null and (ends_on is null or ends_on >= ${today}::date)) as alone`.execute(
    trx,
  );
  return rows[0]?.alone ?? false;
}

/** What a reply replaces of an answer; a verdict on the one before lapses with it. */
async function answered(trx: TenantTrx, save: Save, credit: number) {
  const { reply, personId, mayAccept, taskId, requestId, now } = save;
  const isNotApplicable = reply?.kind === "not-applicable";
  const isSelfAccepted = isNotApplicable && mayAccept && (await acceptsAlone(trx, save));
  return {
    kind: reply?.kind ?? "none",
    value: reply?.kind === "choice" ? reply.value : null,
    credit,
    reason: isNotApplicable ? reply.reason.trim() : null,
    confirmed: true,
    acceptedBy: isSelfAccepted ? personId : null,
    acceptedAt: isSelfAccepted ? now : null,
    verdictCredit: null,
    verdictBy: null,
    verdictAt: null,
    source: taskId ? "task" : "person",
    taskId: taskId ?? null,
    requestId: requestId ?? null,
    answeredBy: personId,
  } as const;
}

function blank(questionId: string, { personId, now }: By): StoredAnswer {
  return {
    questionId,
    revision: 0,
    kind: "none",
    value: null,
    credit: 0,
    reason: null,
    note: null,
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

function requireUnmoved(
  current: StoredAnswer | undefined,
  { questionId, basedOn }: { questionId: string; basedOn: number },
) {
  const revision = current?.revision ?? 0;
  if (revision !== basedOn)
    throw new Refusal("answered-meanwhile", `${questionId} is at revision ${revision}, not ${basedOn}`);
}

/** The revision that this very change made when it was sent before, be it the latest or an earlier one. */
async function findRepeated(
  trx: TenantTrx,
  { assessment, questionId, basedOn, saveKey }: Omit<Change, keyof By>,
  current: StoredAnswer | undefined,
): Promise<number | undefined> {
  if (saveKey === null || !current || current.revision <= basedOn) return undefined;
  if (current.saveKey === saveKey) return current.revision;
  const earlier = await trx
    .selectFrom("answer_revisions")
    .select("revision")
    .where("assessment_id", "=", assessment.id)
    .where("question_id", "=", questionId)
    .where("save_key", "=", saveKey)
    .executeTakeFirst();
  return earlier?.revision;
}

async function earlierRevision(
  trx: TenantTrx,
  { assessment, questionId }: Omit<Change, keyof By>,
  revision: number,
): Promise<StoredAnswer | undefined> {
  const row = await trx
    .selectFrom("answer_revisions as a")
    .select(answerColumns)
    .where("a.assessment_id", "=", assessment.id)
    .where("a.question_id", "=", questionId)
    .where("a.revision", "=", revision)
    .executeTakeFirst();
  return row as StoredAnswer | undefined;
}

type Writing = Readonly<{ action: string; before: StoredAnswer | undefined; next: StoredAnswer }>;

/** Stores it, and all that follows from it: what stands behind its gate, the standing, the trail. */
async function write(trx: TenantTrx, change: Change, { action, before, next }: Writing): Promise<Saved> {
  const { assessment, framework, questionId, basedOn, personId, address, now } = change;
  const row = answerRow(assessment.id, next);
  const stored = await trx
    .insertInto("answers")
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(["tenant_id", "assessment_id", "question_id"])
        .doUpdateSet(row)
        // true behind the lock; without it, a caller that forgot the lock would overwrite unseen
        .where("answers.revision", "=", basedOn),
    )
    .returning("revision")
    .executeTakeFirst();
  if (!stored) throw new Refusal("answered-meanwhile", `${questionId} is past revision ${basedOn}`);
  const { answers, unconfirmed } = await settleBehind(trx, change, { ...assessment.answers, [questionId]: next });
  const { number, facts, state } = assessment;
  const states = standingsOf(framework, { facts, answers, state });
  const numbers = numbersOf({ framework, states, number, now });
  await keepStanding(trx, framework.id, { running: { assessmentId: assessment.id, numbers }, now });
  await record(trx, {
    actor: { kind: "person", id: personId },
    action,
    object: { kind: "answer", id: `${assessment.id}/${questionId}` },
    detail: {
      revision: next.revision,
      from: said(before),
      to: said(next),
      ...(before?.note !== next.note && { note: next.note !== null }),
      ...(next.taskId !== null && next.taskId !== before?.taskId && { task: next.taskId }),
      ...(next.requestId !== null && next.requestId !== before?.requestId && { request: next.requestId }),
      ...(unconfirmed.length > 0 && { unconfirmed: [...unconfirmed] }),
    },
    address,
    now,
  });
  return { revision: next.revision, answer: answers[questionId] ?? next, answers, unconfirmed, numbers };
}

/** What was said, without words that somebody wrote: those lie in the answer itself. */
function said(answer: StoredAnswer | undefined) {
  if (!answer || answer.kind === "none") return null;
  return answer.kind === "choice" ? (answer.value as string | number | string[]) : answer.kind;
}

/**
 * An answer is confirmed only while its gates are answered. It keeps its revision: nobody said anything else, and a writer
 * who saw it may still write over it.
 */
export async function settleBehind(
  trx: TenantTrx,
  { assessment, framework }: { assessment: Pick<Assessment, "id" | "facts">; framework: Framework },
  answers: StoredAnswers,
) {
  const { facts } = assessment;
  const { unconfirmed, lapsed } = settle({ framework, facts, given: answersOf(answers), locked: false });
  const touched = [...new Set([...unconfirmed, ...lapsed])];
  if (touched.length === 0) return { answers, unconfirmed };
  const gone = { verdict_credit: null, verdict_by: null, verdict_at: null };
  await trx
    .updateTable("answers")
    .set({ confirmed: false, ...gone })
    .where("assessment_id", "=", assessment.id)
    .where("question_id", "in", touched)
    .execute();
  const settled = touched.flatMap((id) => {
    const answer = answers[id];
    return answer ? [[id, { ...answer, confirmed: false, verdictCredit: null, verdictBy: null, verdictAt: null }]] : [];
  });
  return { answers: { ...answers, ...Object.fromEntries(settled) } as StoredAnswers, unconfirmed };
}

/** The answer that a decision on a suggestion leaves as it is; a blank one where there is none. */
export function unchangedAnswer(change: Omit<Change, "saveKey">): Saved {
  const current = change.assessment.answers[change.questionId] ?? blank(change.questionId, change);
  return unchanged(change, current, current.revision);
}

function unchanged(
  { assessment, framework, now }: Omit<Change, "saveKey">,
  current: StoredAnswer,
  revision: number,
): Saved {
  const { number, facts, answers, state } = assessment;
  const numbers = numbersOf({ framework, states: standingsOf(framework, { facts, answers, state }), number, now });
  return { revision, answer: current, answers, unconfirmed: [], numbers };
}

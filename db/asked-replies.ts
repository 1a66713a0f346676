import { creditOfReply, isLocked, longestWords, requireAnswerable, type Reply } from "#domain/answering-rules.ts";
import { isSettled, noteWith, replyIn, type AskedReply } from "#domain/asking.ts";
import type { Framework } from "#domain/content/framework.schema.ts";
import { dayIn } from "#domain/format.ts";
import { linkStateOf } from "#domain/link.ts";
import { Refusal } from "#domain/refusal.ts";
import { saveAnswer, unchangedAnswer, type Saved } from "./answers.ts";
import { findRequest, type QuestionRequest, type RequestBehindLink } from "./asked-questions.ts";
import type { By, LockedAssessment } from "./assessments.ts";
import { record } from "./audit.ts";
import { refusalOf } from "./links.ts";
import type { TenantTrx } from "./tenant.ts";

type Replying = Readonly<{
  /** Read behind the assessment's lock. */
  request: RequestBehindLink;
  assessment: LockedAssessment;
  framework: Framework;
  questionId: string;
  reply: Exclude<Reply, { kind: "none" }>;
  note: string | null;
  name: string;
  /** The revision that the writer saw, 0 for none. */
  basedOn: number;
  /** The sheet's own mark of this sending. */
  saveKey: string;
  address: string;
  now: Date;
}>;

/**
 * Keeps what somebody without an account replied, as a suggestion: no answer moves by it.
 * @returns whether it is the first that waits, so that somebody is to be told
 * @throws {Refusal} link-used, link-expired; assessment-locked, unknown-question, not-asked; unknown-choice, reason-needed,
 *   not-applicable-refused; answered-meanwhile, when another holder of the link was faster; changed-meanwhile, when it was
 *   accepted
 */
export async function keepReply(trx: TenantTrx, replying: Replying): Promise<{ isNews: boolean }> {
  const { request, assessment, framework, questionId, reply, note, name, basedOn, saveKey, address, now } = replying;
  const latest = request.replies.find((each) => each.questionId === questionId);
  if (latest?.saveKey === saveKey) return { isNews: false };
  const state = linkStateOf(request, now);
  if (state !== "live") throw refusalOf(state, request.linkId);
  if (!request.questionIds.includes(questionId)) throw new Refusal("unknown-question", `${questionId} was not asked`);
  const question = requireAnswerable(framework, assessment, questionId);
  creditOfReply(question, reply, dayIn(assessment.zone, now));
  if (latest?.decision === "accepted") throw new Refusal("changed-meanwhile", "it was accepted");
  const revision = latest?.revision ?? 0;
  if (revision !== basedOn) throw new Refusal("answered-meanwhile", `${questionId} is at ${revision}, not ${basedOn}`);
  const inserted = await trx
    .insertInto("asked_replies")
    .values({
      link_id: request.linkId,
      question_id: questionId,
      revision: basedOn + 1,
      kind: reply.kind,
      value: reply.kind === "choice" ? JSON.stringify(reply.value) : null,
      reason: reply.kind === "not-applicable" ? reply.reason.trim() : null,
      note: note?.trim() || null,
      given_name: name,
      replied_at: now,
      save_key: saveKey,
      decision: null,
      decided_by: null,
      decided_at: null,
    })
    // true behind the lock; without it the second of two that are sent at once would fail loudly
    .onConflict((conflict) => conflict.doNothing())
    .returning("revision")
    .executeTakeFirst();
  if (!inserted) throw new Refusal("answered-meanwhile", `${questionId} is past revision ${basedOn}`);
  await record(trx, {
    actor: { kind: "link", id: request.linkId },
    action: "question.replied",
    object: { kind: "answer", id: `${assessment.id}/${questionId}` },
    detail: {
      revision: inserted.revision,
      to: reply.kind === "choice" ? (reply.value as string | number | string[]) : reply.kind,
      name,
      ...(note?.trim() && { note: true }),
    },
    address,
    now,
  });
  return { isNews: !request.replies.some(({ decision }) => decision === null) };
}

type Deciding = Readonly<{
  assessment: LockedAssessment;
  framework: Framework;
  linkId: string;
  questionId: string;
  /** Of the reply, as its reader saw it. */
  replyRevision: number;
  /** Of the answer, as its reader saw it, 0 for none. */
  basedOn: number;
  saveKey: string;
  mayAccept: boolean;
}> &
  By;

/**
 * Accepts a reply as the answer, by the way that every answer takes: over the one that its reader saw, and no other.
 * @throws {Refusal} not-found; changed-meanwhile, when it was corrected or declined; and all that `saveAnswer` throws
 */
export async function acceptReply(
  trx: TenantTrx,
  deciding: Deciding,
): Promise<Saved & { readonly suggestedByName: string }> {
  const { request, reply } = await requireReply(trx, deciding);
  const { assessment, framework, questionId, linkId } = deciding;
  const suggestedByName = reply.givenName;
  if (reply.decision === "accepted") return { ...unchangedAnswer(deciding), suggestedByName };
  requireWaiting(deciding, reply);
  const saved = await saveAnswer(trx, {
    ...deciding,
    assessment,
    framework,
    reply: replyIn(reply),
    note: noteWith(assessment.answers[questionId]?.note ?? null, reply, longestWords),
    requestId: linkId,
  });
  await decide(trx, deciding, "accepted");
  await record(trx, {
    ...eventOf(deciding),
    action: "question.reply-accepted",
    detail: { request: linkId, revision: reply.revision, name: reply.givenName },
  });
  const replies = request.replies.map((each) =>
    each.questionId === questionId ? { ...each, decision: "accepted" as const } : each,
  );
  if (isSettled({ ...request, replies }))
    await trx
      .updateTable("links")
      .set({ used_at: deciding.now, used_by: deciding.personId })
      .where("link_id", "=", linkId)
      .where("used_at", "is", null)
      .execute();
  return { ...saved, suggestedByName };
}

/**
 * Leaves the answer as it is; the reply stays in the history, and its writer may send another.
 * @throws {Refusal} not-found, assessment-locked; changed-meanwhile, when it was corrected or accepted
 */
export async function declineReply(trx: TenantTrx, deciding: Deciding): Promise<Saved> {
  const { reply } = await requireReply(trx, deciding);
  if (reply.decision !== "declined") {
    requireWaiting(deciding, reply);
    await decide(trx, deciding, "declined");
    await record(trx, {
      ...eventOf(deciding),
      action: "question.reply-declined",
      detail: { request: deciding.linkId, revision: reply.revision, name: reply.givenName },
    });
  }
  return unchangedAnswer(deciding);
}

async function requireReply(
  trx: TenantTrx,
  { assessment, linkId, questionId, replyRevision }: Deciding,
): Promise<{ request: QuestionRequest; reply: AskedReply }> {
  const request = await findRequest(trx, linkId);
  const reply = request?.replies.find((each) => each.questionId === questionId);
  if (!request || !reply || request.assessmentId !== assessment.id)
    throw new Refusal("not-found", `no reply to ${questionId} by ${linkId}`);
  if (reply.revision !== replyRevision)
    throw new Refusal("changed-meanwhile", `it is at revision ${reply.revision}, not ${replyRevision}`);
  return { request, reply };
}

function requireWaiting({ assessment }: Deciding, reply: AskedReply): void {
  if (isLocked(assessment.state)) throw new Refusal("assessment-locked", `it is ${assessment.state}`);
  if (reply.decision !== null) throw new Refusal("changed-meanwhile", `it was ${reply.decision}`);
}

async function decide(
  trx: TenantTrx,
  { linkId, questionId, replyRevision, personId, now }: Deciding,
  decision: "accepted" | "declined",
): Promise<void> {
  await trx
    .updateTable("asked_replies")
    .set({ decision, decided_by: personId, decided_at: now })
    .where("link_id", "=", linkId)
    .where("question_id", "=", questionId)
    .where("revision", "=", replyRevision)
    .execute();
}

function eventOf({ assessment, questionId, personId, address, now }: Deciding) {
  return {
    actor: { kind: "person" as const, id: personId },
    object: { kind: "answer", id: `${assessment.id}/${questionId}` },
    address,
    now,
  };
}

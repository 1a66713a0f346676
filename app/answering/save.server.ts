import type { z } from "zod";
import type { AskedOfTenant } from "#app/request.server.ts";
import type { Library } from "#content/library.ts";
import { acceptNotApplicable, saveAnswer, undoAnswer, type Saved } from "#db/answers.ts";
import { acceptReply, declineReply } from "#db/asked-replies.ts";
import { assessmentForUpdate, type LockedAssessment, type NamedAnswer } from "#db/assessments.ts";
import type { TenantTrx } from "#db/tenant.ts";
import { requireQuestion, type Reply } from "#domain/answering-rules.ts";
import type { Framework } from "#domain/content/framework.schema.ts";
import type { Question } from "#domain/content/question.schema.ts";
import { may, type Permission } from "#domain/permission.ts";
import { Refusal, type RefusalCode } from "#domain/refusal.ts";
import { inTopicOrder, nextOpen, sheetOf } from "./model.ts";
import type { Kept, Overtaken } from "./outbox.ts";
import { seenAnswer, seenAnswers } from "./page.server.ts";
import type { Sent, SentForm } from "./save.schema.ts";

type Asked = Pick<AskedOfTenant, "person" | "personId" | "role" | "now" | "address">;
/** An assessment that a change may be made to, behind its lock. */
export interface Opened {
  readonly assessment: LockedAssessment;
  readonly framework: Framework;
}

/** What somebody must be allowed for a change of this kind. */
export function permissionFor(act: Sent["act"]): Permission {
  return act === "accept" ? "assessment:accept" : "assessment:answer";
}

/** `asTenant` throws what a page's error boundary reads; to a script of ours it is a plain answer. */
export function refusalIn(thrown: unknown): RefusalCode | undefined {
  return (thrown as { data?: { refusal?: RefusalCode } } | null)?.data?.refusal;
}

/** @throws {Refusal} not-found */
export async function openForChange(trx: TenantTrx, id: string, library: Pick<Library, "framework">): Promise<Opened> {
  const assessment = await assessmentForUpdate(trx, id);
  return { assessment, framework: library.framework(assessment.frameworkId, assessment.frameworkVersion) };
}

/**
 * Takes one change of an answer; one that was overtaken by somebody else's comes back with it.
 * @throws {Refusal} all that `saveAnswer`, `undoAnswer` and `acceptNotApplicable` throw, but answered-meanwhile
 */
export async function takeChange(
  trx: TenantTrx,
  { assessment, framework }: Opened,
  sent: Sent,
  asked: Asked,
): Promise<Kept | Overtaken> {
  const { personId, address, now, role } = asked;
  const change = { assessment, framework, questionId: sent.questionId, basedOn: sent.basedOn, personId, address, now };
  const take = () => {
    if (sent.act === "accept") return acceptNotApplicable(trx, change);
    if (sent.act === "undo") return undoAnswer(trx, { ...change, saveKey: sent.saveKey });
    if (sent.act === "take" || sent.act === "decline")
      return (sent.act === "take" ? acceptReply : declineReply)(trx, {
        ...change,
        linkId: sent.linkId,
        replyRevision: sent.replyRevision,
        saveKey: sent.saveKey,
        mayAccept: may(role, "assessment:accept"),
      });
    return saveAnswer(trx, { ...sent, ...change, mayAccept: may(role, "assessment:accept") });
  };
  try {
    return keptOf(await take(), assessment, asked);
  } catch (error) {
    const theirs = assessment.answers[sent.questionId];
    // nothing was written yet, so the transaction may end as any other
    if (error instanceof Refusal && error.code === "answered-meanwhile" && theirs)
      return { refusal: "answered-meanwhile", theirs: seenAnswer(theirs, personId) };
    throw error;
  }
}

function keptOf(
  { revision, answer, unconfirmed, suggestedByName }: Saved & { readonly suggestedByName?: string },
  { answers }: LockedAssessment,
  { person }: Asked,
): Kept {
  const known = Object.values(answers).flatMap((given) =>
    given ? [[given.answeredBy, given.answeredByName] as const] : [],
  );
  const names = new Map(known).set(person.id, person.name);
  const acceptedByName = answer.acceptedBy === null ? null : (names.get(answer.acceptedBy) ?? null);
  const before = Object.values(answers).find((given) => given?.requestId === answer.requestId);
  const suggested = answer.requestId === null ? null : (suggestedByName ?? before?.suggestedByName ?? null);
  const answeredByName = names.get(answer.answeredBy) ?? null;
  const named: NamedAnswer = { ...answer, answeredByName, acceptedByName, suggestedByName: suggested };
  return { revision, answer: seenAnswer(named, person.id), unconfirmed };
}

/** The question to show after this one was answered; undefined when none waits any more. */
export function questionAfter(
  { assessment, framework }: Opened,
  questionId: string,
  kept: Kept,
  readerId: string,
): string | undefined {
  const answers = { ...seenAnswers(assessment.answers, readerId), [questionId]: kept.answer };
  const ordered = inTopicOrder(framework);
  return nextOpen(
    { framework: ordered },
    sheetOf({ framework: ordered, facts: assessment.facts, assessment }, answers),
    questionId,
  );
}

/**
 * What a form without JavaScript says. Nothing chosen leaves the answer as it is.
 * @throws {Refusal} unknown-question, invalid-form
 */
export function sentByForm(framework: Framework, personId: string, form: z.infer<typeof SentForm>): Sent {
  const { act, questionId, basedOn, saveKey, note, linkId, replyRevision } = form;
  const seen = { personId, questionId, basedOn };
  if (act === "accept") return { act, ...seen };
  if (act === "take" || act === "decline") {
    if (!linkId || !replyRevision) throw new Refusal("invalid-form", "no reply named");
    return { act, ...seen, saveKey, linkId, replyRevision };
  }
  const reply = replyOf(requireQuestion(framework, questionId), form);
  return { act, ...seen, saveKey, ...(reply && { reply }), ...(note !== undefined && { note }) };
}

type Said = Pick<z.infer<typeof SentForm>, "reply" | "boxes" | "figure" | "reason">;

/** What the fields of a question say; undefined when nothing was chosen. */
export function replyOf({ answer }: Question, { reply, boxes, figure, reason }: Said): Reply | undefined {
  if (reply === "dont-know") return { kind: "dont-know" };
  if (reply === "not-applicable") return { kind: "not-applicable", reason };
  switch (answer.kind) {
    case "choice":
      return reply ? { kind: "choice", value: reply } : undefined;
    case "maturity":
      return reply ? { kind: "choice", value: Number(reply) } : undefined;
    case "several":
      return boxes.length > 0 ? { kind: "choice", value: boxes } : undefined;
    case "number":
      return figure === "" ? undefined : { kind: "choice", value: Number(figure) };
    case "date":
      return figure === "" ? undefined : { kind: "choice", value: figure };
  }
}

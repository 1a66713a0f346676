import type { Library } from "#content/library.ts";
import { acceptNotApplicable, saveAnswer, undoAnswer, type Saved } from "#db/answers.ts";
import { assessmentForUpdate, type LockedAssessment, type NamedAnswer } from "#db/assessments.ts";
import type { TenantTrx } from "#db/tenant.ts";
import { requireQuestion, type Reply } from "#domain/answering-rules.ts";
import type { Framework } from "#domain/content/framework.schema.ts";
import type { Question } from "#domain/content/question.schema.ts";
import { may } from "#domain/permission.ts";
import { Refusal } from "#domain/refusal.ts";
import type { AskedOfTenant } from "#app/request.server.ts";
import type { z } from "zod";
import type { Kept, Overtaken } from "./outbox.ts";
import { seenAnswer } from "./page.server.ts";
import type { Sent, SentForm } from "./save.schema.ts";

type Asked = Pick<AskedOfTenant, "person" | "personId" | "role" | "now" | "address"> & {
  services: { library: Pick<Library, "framework"> };
};
/** What became of a change: kept, or overtaken by somebody else's, which is shown beside it. */
export type Outcome =
  | { readonly kept: Kept; readonly next: LockedAssessment; readonly framework: Framework }
  | { readonly overtaken: Overtaken };

/**
 * Takes one change of an answer.
 * @throws {Refusal} all that `saveAnswer`, `undoAnswer` and `acceptNotApplicable` throw, but answered-meanwhile
 */
export async function takeChange(trx: TenantTrx, assessmentId: string, sent: Sent, asked: Asked): Promise<Outcome> {
  const assessment = await assessmentForUpdate(trx, assessmentId);
  const framework = asked.services.library.framework(assessment.frameworkId, assessment.frameworkVersion);
  const { personId, address, now, role } = asked;
  const change = { assessment, framework, questionId: sent.questionId, basedOn: sent.basedOn, personId, address, now };
  try {
    const saved =
      sent.act === "save"
        ? await saveAnswer(trx, { ...change, ...sent, mayAccept: may(role, "assessment:accept") })
        : sent.act === "undo"
          ? await undoAnswer(trx, { ...change, saveKey: sent.saveKey })
          : await acceptNotApplicable(trx, change);
    return { kept: keptOf(saved, assessment, asked), next: assessment, framework };
  } catch (error) {
    const theirs = assessment.answers[sent.questionId];
    // nothing was written yet, so the transaction may end as any other
    if (error instanceof Refusal && error.code === "answered-meanwhile" && theirs)
      return { overtaken: { refusal: "answered-meanwhile", theirs: seenAnswer(theirs, personId) } };
    throw error;
  }
}

function keptOf({ revision, answer, unconfirmed }: Saved, { answers }: LockedAssessment, { person }: Asked): Kept {
  const names = new Map(
    Object.values(answers).flatMap((known) => (known ? [[known.answeredBy, known.answeredByName] as const] : [])),
  ).set(person.id, person.name);
  const named: NamedAnswer = {
    ...answer,
    answeredByName: names.get(answer.answeredBy) ?? null,
    acceptedByName: answer.acceptedBy === null ? null : (names.get(answer.acceptedBy) ?? null),
  };
  return { revision, answer: seenAnswer(named, person.id), unconfirmed };
}

/**
 * What a form without JavaScript says. Nothing chosen leaves the answer as it is.
 * @throws {Refusal} unknown-question, unknown-choice
 */
export function sentByForm(framework: Framework, form: z.infer<typeof SentForm>): Sent {
  const { act, questionId, basedOn, saveKey, note } = form;
  if (act === "accept") return { act, questionId, basedOn };
  const reply = replyOf(requireQuestion(framework, questionId), form);
  return { act, questionId, basedOn, saveKey, ...(reply && { reply }), ...(note !== undefined && { note }) };
}

function replyOf({ answer }: Question, { reply, boxes, figure, reason }: z.infer<typeof SentForm>): Reply | undefined {
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

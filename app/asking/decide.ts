import { post } from "#app/answering/send.ts";
import type { UsedAnswering } from "#app/answering/use-answering.ts";
import type { RefusalCode } from "#domain/refusal.ts";
import type { Suggestion } from "./model.ts";

export type Decision = "take" | "decline";
/** `overtaken`: somebody answered meanwhile, and both stand side by side now; `unsent`: no way to the server. */
export type Outcome = "done" | "overtaken" | "unsent" | RefusalCode;

/** Takes a suggestion as the answer, or not, and shows what came of it. */
export async function decide(
  { page, deciding }: UsedAnswering,
  act: Decision,
  { linkId, questionId, revision }: Suggestion,
): Promise<Outcome> {
  const answered = await post(deciding.address, {
    act,
    personId: page.person.id,
    questionId,
    basedOn: deciding.confirmed[questionId]?.revision ?? 0,
    saveKey: deciding.newKey(),
    linkId,
    replyRevision: revision,
  });
  if (answered.kind === "overtaken") {
    deciding.takeOver(questionId, answered.theirs);
    return "overtaken";
  }
  if (answered.kind === "refused") return answered.code;
  if (answered.kind !== "kept") return "unsent";
  if (act === "take") deciding.keep(questionId, answered.kept);
  deciding.renewAsked((known) => ({
    ...known,
    suggestions: known.suggestions.filter((each) => each.linkId !== linkId || each.questionId !== questionId),
  }));
  return "done";
}

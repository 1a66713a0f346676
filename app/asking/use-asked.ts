import { useCallback, useState } from "react";
import type { Answering, SeenAnswer, SeenAnswers } from "#app/answering/model.ts";
import type { Kept } from "#app/answering/outbox.ts";
import { sendDecision } from "#app/answering/send.ts";
import type { RefusalCode } from "#domain/refusal.ts";
import type { Decision, Suggestion } from "./model.ts";

interface Ports {
  readonly address: string;
  readonly confirmed: SeenAnswers;
  newKey(): string;
  onKept(questionId: string, kept: Kept): void;
  onTheirs(questionId: string, theirs: SeenAnswer): void;
}
/** `overtaken`: somebody answered meanwhile, and both stand side by side now; `unsent`: no way to the server. */
export type Outcome = "done" | "overtaken" | "unsent" | RefusalCode;

/** What went out by link and came back, and what is decided on it. */
export function useAsked(page: Answering, { address, confirmed, newKey, onKept, onTheirs }: Ports) {
  const [seen, renew] = useState(page.asked);
  const decide = useCallback(
    async (act: Decision["act"], { linkId, questionId, revision }: Suggestion): Promise<Outcome> => {
      const basedOn = confirmed[questionId]?.revision ?? 0;
      const decision = { act, linkId, questionId, replyRevision: revision } as const;
      const answered = await sendDecision(address, {
        ...decision,
        personId: page.person.id,
        basedOn,
        saveKey: newKey(),
      });
      if (answered.kind === "overtaken") {
        onTheirs(questionId, answered.theirs);
        return "overtaken";
      }
      if (answered.kind === "refused") return answered.code;
      if (answered.kind !== "kept") return "unsent";
      if (act === "take") onKept(questionId, answered.kept);
      renew((known) => ({
        ...known,
        suggestions: known.suggestions.filter((each) => each.linkId !== linkId || each.questionId !== questionId),
      }));
      return "done";
    },
    [address, confirmed, newKey, onKept, onTheirs, page.person.id],
  );
  return { ...seen, renew, decide };
}

import { changed, type SeenAnswer, type SeenAnswers } from "./model.ts";
import type { Kept, Queued } from "./outbox.ts";

/** What was confirmed, with what is unsent on top; what waits for a decision shows as the server has it. */
export function withQueued(
  page: Parameters<typeof changed>[0],
  confirmed: SeenAnswers,
  items: readonly Queued[],
): SeenAnswers {
  const answers = { ...confirmed };
  for (const { questionId, trouble, undo, at, ...said } of items) {
    if (trouble) continue;
    const before = answers[questionId];
    answers[questionId] = undo ? (undo.shows ?? undefined) : changed(page, questionId, before, said, at);
  }
  return answers;
}

export function withKept(answers: SeenAnswers, questionId: string, { answer, unconfirmed }: Kept): SeenAnswers {
  const settled = unconfirmed.flatMap((id) => {
    const behind = answers[id];
    return behind ? [[id, { ...behind, confirmed: false, verdictCredit: null }] as const] : [];
  });
  return { ...answers, ...Object.fromEntries(settled), [questionId]: answer };
}

/** A reading may be older than a save that was confirmed while it travelled. */
export function newer(known: SeenAnswers, read: SeenAnswers): SeenAnswers {
  const fresh = Object.entries(read).filter(([id, answer]) => (answer?.revision ?? 0) >= (known[id]?.revision ?? 0));
  return { ...known, ...Object.fromEntries(fresh) };
}

export function isSame(before: SeenAnswer, after: SeenAnswer): boolean {
  return (
    (["kind", "reason", "note", "confirmed"] as const).every((field) => before[field] === after[field]) &&
    JSON.stringify(before.value) === JSON.stringify(after.value)
  );
}

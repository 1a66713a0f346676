import { noneOfThese, type AnswerValue } from "#domain/answering.ts";
import type { Reply } from "#domain/answering-rules.ts";
import type { AskedQuestion, SeenAnswer } from "./model.ts";

/** What stands, or is about to: nothing while an earlier answer waits to be confirmed. */
export type Said = Pick<SeenAnswer, "kind" | "value" | "credit"> | undefined;
export type FigureAnswer = Extract<AskedQuestion["answer"], { kind: "number" | "date" }>;

/** The rows that a digit chooses, in order. */
export function valuesByPlace({ answer }: Pick<AskedQuestion, "answer">): readonly AnswerValue[] {
  if (answer.kind === "choice") return answer.choices.map(({ value }) => value);
  if (answer.kind === "several") return [...answer.boxes.map(({ value }) => value), noneOfThese];
  return answer.kind === "maturity" ? [0, 1, 2, 3, 4, 5] : [];
}

/** The ticked boxes after one more press; "none of these" and the others exclude each other. */
export function withPressed(ticked: readonly string[], pressed: string): readonly string[] {
  if (ticked.includes(pressed)) return ticked.filter((value) => value !== pressed);
  return pressed === noneOfThese ? [noneOfThese] : [...ticked.filter((value) => value !== noneOfThese), pressed];
}

export function tickedIn(said: Said): readonly string[] {
  return said?.kind === "choice" && Array.isArray(said.value) ? said.value : [];
}

/** What ticked boxes say: none at all takes the answer back. */
export function replyOfBoxes(ticked: readonly string[]): Reply {
  return ticked.length === 0 ? { kind: "none" } : { kind: "choice", value: ticked };
}

/** What would have to be said for an answer to stand as it did. */
export function replyOfAnswer(answer: Pick<SeenAnswer, "kind" | "value" | "reason"> | undefined): Reply {
  if (answer?.kind === "choice" && answer.value !== null) return { kind: "choice", value: answer.value };
  if (answer?.kind === "not-applicable") return { kind: "not-applicable", reason: answer.reason ?? "" };
  return answer?.kind === "dont-know" ? { kind: "dont-know" } : { kind: "none" };
}

/**
 * What a typed number or date says; nothing typed takes the answer back.
 * @param today the calendar day, beyond which no date is taken
 * @returns undefined for what is no answer
 */
export function replyOfFigure(answer: FigureAnswer, typed: string, today: string): Reply | undefined {
  const text = typed.trim();
  if (text === "") return { kind: "none" };
  if (answer.kind === "date")
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && text <= today ? { kind: "choice", value: text } : undefined;
  const value = Number(text);
  return /^-?\d+$/.test(text) && value >= answer.min && value <= answer.max ? { kind: "choice", value } : undefined;
}

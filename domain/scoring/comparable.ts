import { basisPoints } from "./basis-points.ts";
import type { Assessed } from "./model.ts";
import { isKnown, standingIn } from "./states.ts";
import { weightsOf } from "./weights.ts";

/** Two assessments on the questions that stayed the same. */
export interface Comparable {
  /** Basis points; null when no common question has a weight. */
  readonly first: number | null;
  readonly second: number | null;
  /** How many questions that is. */
  readonly questions: number;
}

/** Scores over the questions known in both and of one meaning, with the weights of the second. */
export function comparableOf(first: Assessed, second: Assessed): Comparable {
  const weights = weightsOf(second.framework);
  const earlier = new Map(first.framework.questions.map((question) => [question.id, question]));
  const sums = { first: 0, second: 0, known: 0, questions: 0 };
  for (const { id, meaning } of second.framework.questions) {
    if (earlier.get(id)?.meaning !== meaning) continue;
    const before = standingIn(first.states, id);
    const after = standingIn(second.states, id);
    if (!isKnown(before.state) || !isKnown(after.state)) continue;
    const weight = weights.get(id) ?? 0;
    sums.first += weight * before.credit;
    sums.second += weight * after.credit;
    sums.known += weight * 100;
    sums.questions += 1;
  }
  return {
    first: basisPoints(sums.first, sums.known),
    second: basisPoints(sums.second, sums.known),
    questions: sums.questions,
  };
}

import type { ScoredQuestion, States } from "./model.ts";
import { standingIn } from "./states.ts";

/** Sums that every number of a result is made of; all of them in weight × hundredths, so full credit of weight 8 is 800. */
export interface Tally {
  /** E: weight × credit over the known questions. */
  readonly earned: number;
  /** K: what the known questions could earn. */
  readonly known: number;
  /** U: what the unanswered questions could earn. */
  readonly open: number;
  /** N: what the questions marked as not applicable could earn. */
  readonly notApplicable: number;
  /** L: the part of `known` that was left open at completion. */
  readonly leftOpen: number;
}

export function tallyOf(
  questions: readonly ScoredQuestion[],
  weights: ReadonlyMap<string, number>,
  states: States,
): Tally {
  const tally = { earned: 0, known: 0, open: 0, notApplicable: 0, leftOpen: 0 };
  for (const { id } of questions) {
    const { state, credit } = standingIn(states, id);
    const weight = weights.get(id) ?? 0;
    if (state === "hidden") continue;
    if (state === "notApplicable") tally.notApplicable += 100 * weight;
    else if (state === "unanswered") tally.open += 100 * weight;
    else {
      tally.known += 100 * weight;
      tally.earned += weight * credit;
      if (state === "leftOpen") tally.leftOpen += 100 * weight;
    }
  }
  return tally;
}

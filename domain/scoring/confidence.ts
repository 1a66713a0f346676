import { basisPoints } from "./basis-points.ts";
import type { Assessment, Given, Instant, States } from "./model.ts";
import { standingIn } from "./states.ts";
import { tallyOf } from "./tally.ts";
import { weightsOf } from "./weights.ts";

/** Basis points 0–10000. */
export interface Confidence {
  /** The proven share of what was achieved. Null when nothing was. */
  readonly confidence: number | null;
  /** The proven part of the whole, never above the low end of the score. Null when nothing counts. */
  readonly backed: number | null;
}

/** How much of the result is proven at `now`. Evidence moves this and never the score; expiry lowers this alone. */
export function confidenceOf(
  { framework, given }: Pick<Assessment, "framework" | "given">,
  states: States,
  now: Instant,
): Confidence {
  const weights = weightsOf(framework);
  const { earned, known, open } = tallyOf(framework.questions, weights, states);
  let proven = 0;
  for (const { id } of framework.questions) {
    const { credit } = standingIn(states, id); // 0 unless answered, so proof of anything else proves nothing
    proven += (weights.get(id) ?? 0) * credit * proofOf(given[id], now);
  }
  return { confidence: basisPoints(proven, 100 * earned), backed: basisPoints(proven, 100 * (known + open)) };
}

/** Hundredths: half for evidence in date, half for a second person's review in date. */
function proofOf(given: Given | undefined, now: Instant): 0 | 50 | 100 {
  const isInDate = ({ validUntil }: { validUntil: Instant }) => now < validUntil;
  const evidenced = given?.evidence.some(isInDate) ?? false;
  const reviewed = given?.review !== undefined && isInDate(given.review);
  if (evidenced && reviewed) return 100;
  return evidenced || reviewed ? 50 : 0;
}

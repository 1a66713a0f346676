import { byId, type ScoredFramework, type States } from "./model.ts";
import { isCounted, standingIn } from "./states.ts";

/** From sound (A) to at risk (E); there is no F, since nobody is expelled. */
export type Grade = "A" | "B" | "C" | "D" | "E";

/** Why the lowest grade is not the one that its number alone would give. */
export interface Cap {
  /** At most this one. */
  readonly grade: Grade;
  /** The letter of the number alone. */
  readonly without: Grade;
  /** The critical questions that hold it there, by id; in a running assessment the unanswered ones among them. */
  readonly questions: readonly string[];
}

/** The letter of a number of basis points, before caps. */
export function letterOf(basisPoints: number): Grade {
  if (basisPoints >= 9000) return "A";
  if (basisPoints >= 7500) return "B";
  if (basisPoints >= 6000) return "C";
  return basisPoints >= 4000 ? "D" : "E";
}

/**
 * The grade of one end of the range, capped by the critical questions (S4, weight above 0) that count: no weights make
 * one unmet S4 visible among 130 questions, so the caps do.
 * @param unansweredAs the credit that unanswered critical questions are taken to have: 0 at the low end, 100 at the high
 */
export function gradeOf(
  { framework, weights, states }: { framework: ScoredFramework; weights: ReadonlyMap<string, number>; states: States },
  basisPoints: number,
  unansweredAs: 0 | 100,
): { grade: Grade; cap: Cap | null } {
  const unmet: string[] = [];
  const partly: string[] = [];
  let critical = 0;
  for (const { id, severity } of framework.questions) {
    const { state, credit } = standingIn(states, id);
    if (severity !== "S4" || !isCounted(state) || weights.get(id) === 0) continue;
    critical += 1;
    const taken = state === "unanswered" ? unansweredAs : credit;
    if (taken === 0) unmet.push(id);
    else if (taken < 100) partly.push(id);
  }
  const without = letterOf(basisPoints);
  const most = mostWith(unmet.length, partly.length, critical);
  if (without >= most) return { grade: without, cap: null };
  const questions = (unmet.length > 0 ? unmet : partly).sort(byId);
  return { grade: most, cap: { grade: most, without, questions } };
}

function mostWith(unmet: number, partly: number, critical: number): Grade {
  if (unmet >= 3 && 4 * unmet >= critical) return "D";
  if (unmet >= 1) return "C";
  return partly >= 1 ? "B" : "A";
}

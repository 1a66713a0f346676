import type { Grade } from "./scoring/grade.ts";
import { byId } from "./scoring/model.ts";
import type { StandingNumbers } from "./standing.ts";

/** A framework that the company took: its last completed assessment, and the one that runs. */
export interface Taken {
  readonly frameworkId: string;
  readonly completed: { readonly numbers: StandingNumbers } | null;
  readonly running: { readonly numbers: StandingNumbers } | null;
}

const worstFirst: readonly (Grade | null)[] = ["E", "D", "C", "B", "A", null];

/**
 * In the order in which they matter: what is completed, the worst letter first, then the lower score; behind it what only
 * runs, the last one worked on first. A result that has no letter, because a critical question was left open, stands by the
 * letter of its low end.
 */
export function inOrderOfConcern<T extends Taken>(standings: readonly T[]): T[] {
  return standings
    .filter(({ completed, running }) => completed !== null || running !== null)
    .sort((a, b) => compare(a, b) || byId(a.frameworkId, b.frameworkId));
}

function compare({ completed: a, running: newA }: Taken, { completed: b, running: newB }: Taken): number {
  if (a && b) {
    const score = ({ numbers }: NonNullable<Taken["completed"]>) => numbers.score ?? -1;
    return rankOf(a.numbers) - rankOf(b.numbers) || score(a) - score(b);
  }
  if (a || b) return a ? -1 : 1;
  return byId(newB?.numbers.at ?? "", newA?.numbers.at ?? "");
}

function rankOf({ gradeLow }: StandingNumbers): number {
  return worstFirst.indexOf(gradeLow);
}

import type { Assessed } from "./model.ts";
import { isKnown, standingIn } from "./states.ts";
import { weightsOf } from "./weights.ts";

/** Done, written down and repeated: what a certification looks for. */
const usualTarget = 3;

/**
 * The credit of a maturity level.
 * @param level 0–5
 * @param target 1–5; from it on the credit is full, so that who meets the standard everywhere reaches 100
 * @returns 0–100
 */
export function creditOfLevel(level: number, target: number = usualTarget): number {
  return Math.min(100, Math.floor((100 * level * (level + 1)) / (target * (target + 1))));
}

/**
 * The level behind a credit that somebody gave directly: a reviewer, or whoever closed a task.
 * @param credit 0–100
 * @returns 0 to `target`: what lies beyond earns nothing more, so the credit cannot tell it
 */
export function levelOfCredit(credit: number, target: number = usualTarget): number {
  const levels = Array.from({ length: target + 1 }, (_, level) => level);
  return levels.findLast((level) => creditOfLevel(level, target) <= credit) ?? 0;
}

/**
 * The mean level by weight: a second view, which never enters the score.
 * @param levels 0–5 of the answered maturity questions, by id (a reviewer's level where there is one)
 * @param asked the ids of the questions that are answered with a level; those known without one count as level 0
 * @returns hundredths of a level, 0–500, floored; null when none is known
 */
export function meanLevelOf(
  { framework, states }: Assessed,
  levels: ReadonlyMap<string, number>,
  asked: ReadonlySet<string>,
): number | null {
  const weights = weightsOf(framework);
  let sum = 0;
  let total = 0;
  for (const { id } of framework.questions) {
    const { state } = standingIn(states, id);
    if (!asked.has(id) || !isKnown(state)) continue;
    const weight = weights.get(id) ?? 0;
    total += weight;
    if (state === "answered") sum += weight * (levels.get(id) ?? 0);
  }
  return total === 0 ? null : Math.floor((100 * sum) / total);
}

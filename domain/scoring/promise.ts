import { wholePoints } from "./basis-points.ts";
import type { Grade } from "./grade.ts";
import type { Assessment, Given } from "./model.ts";
import { scoreOf } from "./score.ts";
import { statesOf } from "./states.ts";

export interface Promised {
  /** Basis points now; null when nothing is known. */
  readonly before: number | null;
  /** Basis points with the gaps met. */
  readonly after: number | null;
  /** `after` less `before`; null when one of them is. */
  readonly gain: number | null;
  /** Whole points that the number on the page rises by: both ends are floored as they are shown. */
  readonly pointsGained: number | null;
  /** What would be asked then and is not asked now: "+9 points, and 3 new questions". */
  readonly newQuestions: readonly string[];
}

/** The assessment with these questions fully met, as it is once the work is done. */
export function withGapsMet(assessment: Assessment, questions: readonly string[]): Assessment {
  const given = { ...assessment.given };
  for (const id of questions) given[id] = metInFull(given[id]);
  return { ...assessment, given };
}

/** What the score would be if these questions were fully met: computed, because gates may open. */
export function promisedGain(assessment: Assessment, questions: readonly string[]): Promised {
  const { framework } = assessment;
  const now = statesOf(assessment);
  const then = statesOf(withGapsMet(assessment, questions));
  const before = scoreOf({ framework, states: now }).score;
  const after = scoreOf({ framework, states: then }).score;
  const newQuestions = framework.questions.flatMap(({ id }) => {
    const state = then.get(id)?.state;
    const isOpen = state === "unanswered" || state === "leftOpen";
    return isOpen && now.get(id)?.state === "implied" ? [id] : [];
  });
  if (before === null || after === null) return { before, after, gain: null, pointsGained: null, newQuestions };
  const pointsGained = wholePoints(after).points - wholePoints(before).points;
  return { before, after, gain: after - before, pointsGained, newQuestions };
}

function metInFull(given: Given | undefined): Given {
  const { evidence = [], review } = given ?? {};
  return { answer: { kind: "choice", credit: 100 }, confirmed: true, evidence, review };
}

/**
 * How many of these steps, done one after the other, lift the letter.
 * @param steps what each closes, by question id
 * @returns null when none of them does, or when there is no letter to lift
 */
export function liftOf(
  assessment: Assessment,
  steps: readonly (readonly string[])[],
): { steps: number; grade: Grade } | null {
  const gradeWith = (count: number) => {
    const met = withGapsMet(assessment, steps.slice(0, count).flat());
    const { final, gradeLow } = scoreOf({ framework: met.framework, states: statesOf(met) });
    return final ? gradeLow : null;
  };
  const now = gradeWith(0);
  if (now === null) return null;
  for (let count = 1; count <= steps.length; count += 1) {
    const grade = gradeWith(count);
    if (grade !== null && grade < now) return { steps: count, grade };
  }
  return null;
}

import { answersOf, isCompleted, type AssessmentState, type StoredAnswers } from "./answering-rules.ts";
import type { Proofs } from "./evidence.ts";
import type { Answers, Facts, ScoredFramework, States } from "./scoring/model.ts";
import { scoreOf } from "./scoring/score.ts";
import { statesOf } from "./scoring/states.ts";

/** Credits that closed tasks brought since an assessment was completed, by question id. */
export type Improvements = Readonly<Record<string, number>>;
type Taken = Readonly<{ facts: Facts; answers: StoredAnswers; state: AssessmentState }>;

/** The answers as they would be given today: those of the assessment, with what closed tasks have changed since. */
export function improvedAnswers(answers: StoredAnswers, improvements: Improvements, proofs: Proofs = {}): Answers {
  const given = answersOf(answers, proofs);
  const better = Object.entries(improvements).map(([id, credit]) => [
    id,
    { answer: { kind: "choice", credit }, confirmed: true, evidence: proofs[id] ?? [] } as const,
  ]);
  return { ...given, ...Object.fromEntries(better) };
}

/** Where each question stands with the improvements. */
export function improvedStates(
  framework: ScoredFramework,
  { facts, answers, state }: Taken,
  improvements: Improvements,
): States {
  return statesOf({ framework, facts, given: improvedAnswers(answers, improvements), locked: isCompleted(state) });
}

/** @returns basis points, null when nothing is known */
export function improvedScoreOf(framework: ScoredFramework, taken: Taken, improvements: Improvements): number | null {
  return scoreOf({ framework, states: improvedStates(framework, taken, improvements) }).score;
}

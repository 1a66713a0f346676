import { type Assessed, byId, type Severity, type State } from "./model.ts";
import { standingIn } from "./states.ts";
import { weightsOf } from "./weights.ts";

/** A question that is known and not fully met. */
export interface Gap {
  readonly framework: string;
  readonly question: string;
  readonly state: Exclude<State, "hidden" | "notApplicable" | "unanswered">;
  readonly severity: Severity;
  readonly weight: number;
  readonly credit: number;
  /** Weight × missing hundredths. */
  readonly value: number;
}

/** Answered, not known, implied or left open, with less than full credit; what is missing most comes first. */
export function gapsOf({ framework, states }: Assessed): Gap[] {
  const weights = weightsOf(framework);
  return framework.questions
    .flatMap(({ id, severity }): Gap[] => {
      const { state, credit } = standingIn(states, id);
      if (state === "hidden" || state === "notApplicable" || state === "unanswered" || credit >= 100) return [];
      const weight = weights.get(id) ?? 0;
      const value = weight * (100 - credit);
      return [{ framework: framework.id, question: id, state, severity, weight, credit, value }];
    })
    .sort((a, b) => b.value - a.value || byId(a.question, b.question));
}

/** Unanswered, left open, or answered with "don't know" (which is a gap too: its first task is to find out); heaviest first. */
export function openQuestionsOf(assessed: Assessed): string[] {
  return heaviestFirst(assessed, (state) => state === "unanswered" || state === "dontKnow" || state === "leftOpen");
}

/** The questions that decide a provisional grade, heaviest first, since those narrow its span most. */
export function decidingQuestions(assessed: Assessed): string[] {
  return heaviestFirst(
    assessed,
    (state, severity, weight) => (state === "unanswered" || state === "leftOpen") && (weight > 0 || severity === "S4"),
  );
}

function heaviestFirst(
  { framework, states }: Assessed,
  isWanted: (state: State, severity: Severity, weight: number) => boolean,
): string[] {
  const weights = weightsOf(framework);
  return framework.questions
    .map(({ id, severity }) => ({ id, severity, weight: weights.get(id) ?? 0 }))
    .filter(({ id, severity, weight }) => isWanted(standingIn(states, id).state, severity, weight))
    .sort((a, b) => b.weight - a.weight || byId(a.id, b.id))
    .map(({ id }) => id);
}

import type { Framework } from "./content/framework.schema.ts";
import { confidenceOf, type Confidence } from "./scoring/confidence.ts";
import { gapsOf } from "./scoring/gaps.ts";
import type { Grade } from "./scoring/grade.ts";
import type { Answers, Standing, States } from "./scoring/model.ts";
import { scoreOf, topicScoresOf, type Score, type TopicScore } from "./scoring/score.ts";

/** Where a company stands in one framework, in the numbers that lists show. Scores are basis points. */
export interface StandingNumbers {
  /** Of the assessment: the company's first, second … of the framework. */
  readonly number: number;
  readonly version: string;
  readonly score: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly coverage: number | null;
  readonly gradeLow: Grade | null;
  readonly gradeHigh: Grade | null;
  readonly final: boolean;
  /** Questions that apply and are not implied by another's answer. */
  readonly asked: number;
  readonly answered: number;
  /** Gaps of severity S4. */
  readonly critical: number;
  /** ISO instant: completed then, or else the last change. */
  readonly at: string;
}

/** A result as it was sealed: the whole output of scoring, and where each question stood. */
export interface PinnedResult {
  readonly score: Score;
  readonly confidence: Confidence;
  readonly topics: readonly TopicScore[];
  readonly states: Readonly<Record<string, Standing>>;
  readonly numbers: StandingNumbers;
  /** What proved the answers then, by question id. */
  readonly evidence?: Readonly<Record<string, readonly SealedEvidence[]>>;
}
export type SealedEvidence = Readonly<{ id: string; title: string; sha256: string | null; url: string | null }>;

interface Measured {
  readonly framework: Framework;
  readonly states: States;
  readonly number: number;
  readonly now: Date;
}

export function numbersOf({ framework, states, number, now }: Measured): StandingNumbers {
  const { score, low, high, coverage, gradeLow, gradeHigh, final } = scoreOf({ framework, states });
  const standings = [...states.values()];
  return {
    number,
    version: framework.version,
    score,
    low,
    high,
    coverage,
    gradeLow,
    gradeHigh,
    final,
    asked: standings.filter(({ state }) => state !== "hidden" && state !== "implied").length,
    answered: standings.filter(({ state }) => isAnswered(state)).length,
    critical: gapsOf({ framework, states }).filter(({ severity }) => severity === "S4").length,
    at: now.toISOString(),
  };
}

/** Nothing that is asked is left open. */
export function isWhollyAnswered({ asked, answered }: Pick<StandingNumbers, "asked" | "answered">): boolean {
  return asked > 0 && answered >= asked;
}

/** Somebody has said something that counts. */
function isAnswered(state: Standing["state"]): boolean {
  return state === "answered" || state === "dontKnow" || state === "notApplicable";
}

/** The result that a completion seals; `states` are those of a completed assessment. */
export function pinnedResultOf({
  given,
  evidence,
  ...measured
}: Measured & Required<Pick<PinnedResult, "evidence">> & { readonly given: Answers }): PinnedResult {
  const { framework, states, now } = measured;
  return {
    score: scoreOf({ framework, states }),
    confidence: confidenceOf({ framework, given }, states, now.getTime()),
    topics: topicScoresOf({ framework, states }),
    states: Object.fromEntries(states),
    numbers: numbersOf(measured),
    evidence,
  };
}

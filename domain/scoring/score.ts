import { basisPoints } from "./basis-points.ts";
import { type Cap, type Grade, gradeOf } from "./grade.ts";
import type { Assessed, Topic } from "./model.ts";
import { isCounted, standingIn } from "./states.ts";
import { type Tally, tallyOf } from "./tally.ts";
import { weightsOf } from "./weights.ts";

/** Numbers of one result, in basis points 0–10000. They are kept apart and never blended into one. */
export interface Score {
  /** Over what is known. Null when nothing is, which is not the same as failing. */
  readonly score: number | null;
  /** All that is open counts as "no". Null when nothing counts. */
  readonly low: number | null;
  /** All that is open counts as "yes". Null when nothing counts. */
  readonly high: number | null;
  /** The share of the counted weight that has been answered. Null when nothing counts. */
  readonly coverage: number | null;
  /** The share of what applies that is marked as not applicable. Null when nothing applies. */
  readonly notApplicable: number | null;
  /** By how much the not-applicable marks lift the score, were each of them a "no". Null when nothing is known. */
  readonly naLift: number | null;
  /** True when those marks deserve a second look. */
  readonly warnsOfNotApplicable: boolean;
  readonly gradeLow: Grade | null;
  readonly gradeHigh: Grade | null;
  /** True when `gradeLow` is the grade; otherwise there is no letter, only the span between the two. */
  readonly final: boolean;
  /** Of `gradeLow`. */
  readonly cappedBy: Cap | null;
  readonly tally: Tally;
}

/** The result of one assessment. Takes no time of day: a score does not drift by itself. */
export function scoreOf({ framework, states }: Assessed): Score {
  const weights = weightsOf(framework);
  const tally = tallyOf(framework.questions, weights, states);
  const { earned, known, open, notApplicable, leftOpen } = tally;
  const counted = known + open;
  const score = basisPoints(earned, known);
  const low = basisPoints(earned, counted);
  const high = basisPoints(earned + open, counted);
  const coverage = basisPoints(known - leftOpen, counted);
  const naShare = basisPoints(notApplicable, counted + notApplicable);
  const withoutMarks = basisPoints(earned, known + notApplicable);
  const naLift = score === null || withoutMarks === null ? null : score - withoutMarks;
  const lowest = low === null ? null : gradeOf({ framework, weights, states }, low, 0);
  const highest = high === null ? null : gradeOf({ framework, weights, states }, high, 100);
  return {
    score,
    low,
    high,
    coverage,
    notApplicable: naShare,
    naLift,
    warnsOfNotApplicable: (naShare ?? 0) >= 1500 || (naLift ?? 0) >= 500,
    gradeLow: lowest?.grade ?? null,
    gradeHigh: highest?.grade ?? null,
    final: (coverage ?? 0) >= 9000 && !framework.questions.some((question) => isCriticalAndOpen(question, states)),
    cappedBy: lowest?.cap ?? null,
    tally,
  };
}

/**
 * Which number a page shows first: the range while the assessment runs, with the point on it once half of the weight is
 * answered, and the one number when it is completed.
 */
export function leadingNumber({ coverage }: Score, locked: boolean): "range" | "rangeWithPoint" | "point" {
  if (locked) return "point";
  return (coverage ?? 0) >= 5000 ? "rangeWithPoint" : "range";
}

export interface TopicScore {
  readonly topic: string;
  /** Basis points; null, never 0, when nothing of it is known. */
  readonly score: number | null;
  /** What to say in place of a number. `informative`: shown and not scored. */
  readonly standing: "scored" | "nothingAnswered" | "nothingApplies" | "informative";
  readonly tally: Tally;
}

/** Topics in framework order. Their tallies add up to the whole; their scores do not average to it. */
export function topicScoresOf({ framework, states }: Assessed): TopicScore[] {
  const weights = weightsOf(framework);
  return framework.topics.map(({ id: topic }: Topic): TopicScore => {
    const questions = framework.questions.filter((question) => question.topic === topic);
    const tally = tallyOf(questions, weights, states);
    const score = basisPoints(tally.earned, tally.known);
    if (score !== null) return { topic, score, standing: "scored", tally };
    if (tally.open > 0) return { topic, score, standing: "nothingAnswered", tally };
    const informs = questions.some(({ id }) => isCounted(standingIn(states, id).state));
    return { topic, score, standing: informs ? "informative" : "nothingApplies", tally };
  });
}

function isCriticalAndOpen({ id, severity }: { id: string; severity: string }, states: Assessed["states"]): boolean {
  const { state } = standingIn(states, id);
  return severity === "S4" && (state === "unanswered" || state === "leftOpen");
}

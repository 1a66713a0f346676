import { type Comparable, comparableOf } from "./comparable.ts";
import type { Grade } from "./grade.ts";
import type { Assessed, Instant } from "./model.ts";
import { scoreOf } from "./score.ts";

/** Differences under this many basis points mean nothing and are not called better or worse. */
const leastDifference = 200;

export interface CompletedAssessment extends Assessed {
  readonly id: string;
  readonly completedAt: Instant;
}

/** A completed assessment; points are joined by steps, since nothing was measured between them. */
export interface TrendPoint {
  readonly id: string;
  readonly at: Instant;
  /** Basis points; null when nothing applied. */
  readonly score: number | null;
  /** Null when the grade is not final. */
  readonly grade: Grade | null;
  /** True when the content is of another version than at the point before. */
  readonly isOtherVersion: boolean;
  /** With the point before, where the version differs: the hollow point and the line to it. */
  readonly common: Comparable | null;
  /** Against the point before, on the common questions where the version differs. Null for the first. */
  readonly direction: "better" | "worse" | "same" | null;
}

/** A running assessment: a bar, which no forecast continues. Basis points. */
export interface TrendBar {
  readonly low: number | null;
  readonly high: number | null;
}

/** The completed assessments of one framework over time, earliest first, and the running one if there is one. */
export function trendOf(
  completed: readonly CompletedAssessment[],
  running: Assessed | null,
): { points: TrendPoint[]; running: TrendBar | null } {
  const inTime = [...completed].sort((a, b) => a.completedAt - b.completedAt);
  const points = inTime.map((assessment, i) => pointOf(assessment, inTime[i - 1]));
  if (!running) return { points, running: null };
  const { low, high } = scoreOf(running);
  return { points, running: { low, high } };
}

/** Says "better" or "worse" only from two points on. Null when one of the numbers is missing. */
export function directionOf(before: number | null, after: number | null): "better" | "worse" | "same" | null {
  if (before === null || after === null) return null;
  if (Math.abs(after - before) < leastDifference) return "same";
  return after > before ? "better" : "worse";
}

function pointOf(assessment: CompletedAssessment, before: CompletedAssessment | undefined): TrendPoint {
  const { score, final, gradeLow } = scoreOf(assessment);
  const point = { id: assessment.id, at: assessment.completedAt, score, grade: final ? gradeLow : null };
  if (!before) return { ...point, isOtherVersion: false, common: null, direction: null };
  const isOtherVersion = assessment.framework.version !== before.framework.version;
  const common = isOtherVersion ? comparableOf(before, assessment) : null;
  const direction = common ? directionOf(common.first, common.second) : directionOf(scoreOf(before).score, score);
  return { ...point, isOtherVersion, common, direction };
}

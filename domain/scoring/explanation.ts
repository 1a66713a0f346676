import { apportion } from "./apportion.ts";
import { basisPoints, wholePoints } from "./basis-points.ts";
import type { Assessed, ScoredFramework, ScoredQuestion, Severity, Standing, States } from "./model.ts";
import { isKnown, standingIn } from "./states.ts";
import { tallyOf } from "./tally.ts";
import { weightsOf } from "./weights.ts";

/** Points that one question or topic brings to the score and keeps from it. All of them add up to the whole, exactly. */
export interface Points {
  /** Basis points of the score. */
  readonly earned: number;
  /** Basis points up to 10000. */
  readonly missing: number;
  /** Whole points of the whole score shown. */
  readonly earnedShown: number;
  /** Whole points of 100 less the whole score shown. */
  readonly missingShown: number;
}

export interface Leaf extends Standing {
  readonly question: string;
  readonly severity: Severity;
  /** What the content puts in the place of the weight of the severity, if it does. */
  readonly override: number | undefined;
  readonly weight: number;
  /** Weight × credit, out of `possible`. */
  readonly got: number;
  /** Weight × 100. */
  readonly possible: number;
  /** Null unless the question is known: what is hidden, not applicable or unanswered has no part in the score. */
  readonly points: Points | null;
}

export interface Branch {
  readonly topic: string;
  readonly multiplier: number;
  readonly points: Points;
  readonly leaves: readonly Leaf[];
}

export interface Explanation {
  /** Basis points; null when nothing is known, and then there are no points to explain. */
  readonly score: number | null;
  /** The whole points shown, floored. */
  readonly shown: number | null;
  readonly topics: readonly Branch[];
}

/** The arithmetic that a score opens to: the score, its topics, their questions, in framework order. */
export function explanationOf({ framework, states }: Assessed): Explanation {
  const weights = weightsOf(framework);
  const { earned, known } = tallyOf(framework.questions, weights, states);
  const score = basisPoints(earned, known);
  const shown = score === null ? null : wholePoints(score).points;
  const points = score === null ? null : pointsOf(framework, states, weights, score);
  const topics = framework.topics.map(({ id: topic, multiplier }): Branch => {
    const questions = framework.questions.filter((question) => question.topic === topic);
    const leaves = questions.map((question) => leafOf(question, standingIn(states, question.id), weights, points));
    return { topic, multiplier, points: points?.topics.get(topic) ?? noPoints, leaves };
  });
  return { score, shown, topics };
}

interface AllPoints {
  readonly questions: ReadonlyMap<string, Points>;
  readonly topics: ReadonlyMap<string, Points>;
}

const noPoints: Points = { earned: 0, missing: 0, earnedShown: 0, missingShown: 0 };

function leafOf(
  { id, severity, weight: override }: ScoredQuestion,
  standing: Standing,
  weights: ReadonlyMap<string, number>,
  points: AllPoints | null,
): Leaf {
  const weight = weights.get(id) ?? 0;
  const amounts = { weight, got: weight * standing.credit, possible: weight * 100 };
  return { question: id, severity, override, ...standing, ...amounts, points: points?.questions.get(id) ?? null };
}

function pointsOf(
  framework: ScoredFramework,
  states: States,
  weights: ReadonlyMap<string, number>,
  score: number,
): AllPoints {
  const known = framework.questions
    .map(({ id, topic }) => ({ id, topic, weight: weights.get(id) ?? 0, ...standingIn(states, id) }))
    .filter(({ state }) => isKnown(state));
  const parts = (partOf: (question: (typeof known)[number]) => number) =>
    known.map((question) => [question.id, partOf(question)] as const);
  const shown = wholePoints(score).points;
  const earned = sideOf(
    score,
    shown,
    known,
    parts(({ weight, credit }) => weight * credit),
  );
  const missing = sideOf(
    10_000 - score,
    100 - shown,
    known,
    parts(({ weight, credit }) => weight * (100 - credit)),
  );
  const join = (side: "questions" | "topics") =>
    new Map(
      [...earned[side]].map(([id, mine]): [string, Points] => {
        const rest = missing[side].get(id) ?? { exact: 0, shown: 0 };
        return [id, { earned: mine.exact, missing: rest.exact, earnedShown: mine.shown, missingShown: rest.shown }];
      }),
    );
  return { questions: join("questions"), topics: join("topics") };
}

interface Share {
  readonly exact: number;
  readonly shown: number;
}

/** One side of the account, earned or missing: basis points by question, added up by topic, then whole points downwards. */
function sideOf(
  total: number,
  totalShown: number,
  known: readonly { id: string; topic: string }[],
  parts: readonly (readonly [string, number])[],
): { questions: Map<string, Share>; topics: Map<string, Share> } {
  const exact = apportion(total, parts);
  const idsByTopic = new Map<string, string[]>();
  for (const { id, topic } of known) idsByTopic.set(topic, [...(idsByTopic.get(topic) ?? []), id]);
  const exactOf = (ids: readonly string[]) => ids.map((id) => [id, exact.get(id) ?? 0] as const);
  const sums = [...idsByTopic].map(([topic, ids]) => {
    return [topic, exactOf(ids).reduce((running, [, share]) => running + share, 0)] as const;
  });
  const shownByTopic = apportion(totalShown, sums);
  const questions = new Map<string, Share>();
  const topics = new Map<string, Share>();
  for (const [topic, sum] of sums) {
    const shown = shownByTopic.get(topic) ?? 0;
    topics.set(topic, { exact: sum, shown });
    const ids = idsByTopic.get(topic) ?? [];
    for (const [id, share] of apportion(shown, exactOf(ids)))
      questions.set(id, { exact: exact.get(id) ?? 0, shown: share });
  }
  return { questions, topics };
}

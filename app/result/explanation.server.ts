import type { Framework } from "#domain/content/framework.schema.ts";
import { inLanguage, type Language } from "#domain/language.ts";
import { explanationOf, type Leaf } from "#domain/scoring/explanation.ts";
import type { Severity, State, States } from "#domain/scoring/model.ts";
import { topicScoresOf } from "#domain/scoring/score.ts";
import { gapsOf } from "#domain/scoring/gaps.ts";

export interface LeafView {
  id: string;
  label: string;
  state: State;
  credit: number;
  severity: Severity;
  weight: number;
  got: number;
  possible: number;
  /** Basis points; null for what has no part in the score. */
  points: { earned: number; missing: number } | null;
}
export interface TopicView {
  id: string;
  title: string;
  /** Basis points; null is shown in words. */
  score: number | null;
  standing: "scored" | "nothingAnswered" | "nothingApplies" | "informative";
  last: number | null;
  gaps: { severity: Severity; count: number }[];
  open: number;
  earned: number;
  missing: number;
  leaves: LeafView[];
}

const severities: readonly Severity[] = ["S4", "S3", "S2", "S1"];

/** Topics with their scores, and under each its questions with the points that they bring and keep from it. */
export function topicsView(
  framework: Framework,
  states: States,
  language: Language,
  last: ReadonlyMap<string, number | null>,
): TopicView[] {
  const scores = new Map(topicScoresOf({ framework, states }).map((topic) => [topic.topic, topic]));
  const gaps = gapsOf({ framework, states });
  const topicOf = new Map(framework.questions.map(({ id, topic }) => [id, topic]));
  const labels = new Map(framework.questions.map(({ id, short }) => [id, inLanguage(language, short)]));
  const leafView = ({ question, state, credit, severity, weight, got, possible, points }: Leaf): LeafView => ({
    id: question,
    label: labels.get(question) ?? question,
    ...{ state, credit, severity, weight, got, possible },
    points: points && { earned: points.earned, missing: points.missing },
  });
  return explanationOf({ framework, states }).topics.map(({ topic, points, leaves }) => {
    const { score, standing } = scores.get(topic) ?? { score: null, standing: "nothingApplies" as const };
    const ours = gaps.filter(({ question }) => topicOf.get(question) === topic);
    const title = framework.topics.find(({ id }) => id === topic)?.title ?? { vi: topic, en: topic };
    return {
      id: topic,
      title: inLanguage(language, title),
      score,
      standing,
      last: last.get(topic) ?? null,
      gaps: severities
        .map((severity) => ({ severity, count: ours.filter((gap) => gap.severity === severity).length }))
        .filter(({ count }) => count > 0),
      open: leaves.filter(({ state }) => state === "unanswered" || state === "leftOpen").length,
      earned: points.earned,
      missing: points.missing,
      leaves: leaves.map(leafView),
    };
  });
}

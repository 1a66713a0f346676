import { type Confidence, confidenceOf } from "#domain/scoring/confidence.ts";
import { explanationOf } from "#domain/scoring/explanation.ts";
import { decidingQuestions, gapsOf, openQuestionsOf } from "#domain/scoring/gaps.ts";
import type { Answers, Assessment, Given, Instant, ScoredFramework, States } from "#domain/scoring/model.ts";
import { type Score, scoreOf, topicScoresOf } from "#domain/scoring/score.ts";
import { statesOf } from "#domain/scoring/states.ts";

export type Result = Score & Confidence & { states: States };

/** All numbers of an assessment at an instant. */
export function resultOf(assessment: Assessment, now: Instant = 0): Result {
  const states = statesOf(assessment);
  const { framework } = assessment;
  return { ...scoreOf({ framework, states }), ...confidenceOf(assessment, states, now), states };
}

/** The same without the states, for what must not depend on how a state is called. */
export function numbersOf(assessment: Assessment, now: Instant = 0): Score & Confidence {
  const { states: _, ...numbers } = resultOf(assessment, now);
  return numbers;
}

/** Everything that is shown of one assessment, as bytes in which only the order of topics and questions is undone. */
export function bytesOf(assessment: Assessment, now: Instant = 0): string {
  const { states, ...numbers } = resultOf(assessment, now);
  const assessed = { framework: assessment.framework, states };
  const { topics, ...whole } = explanationOf(assessed);
  return JSON.stringify({
    states: byKey([...states], ([id]) => id),
    numbers,
    whole,
    leaves: byKey(topics, ({ topic }) => topic).map(({ leaves, ...branch }) => ({
      ...branch,
      leaves: byKey(leaves, ({ question }) => question),
    })),
    topics: byKey(topicScoresOf(assessed), ({ topic }) => topic),
    gaps: gapsOf(assessed),
    open: openQuestionsOf(assessed),
    deciding: decidingQuestions(assessed),
  });
}

/** The assessment with another stored answer to one question. */
export function giving(assessment: Assessment, question: string, given: Given | undefined): Assessment {
  return { ...assessment, given: { ...assessment.given, [question]: given } satisfies Answers };
}

export function idsIn(states: States, ...wanted: string[]): string[] {
  return [...states].flatMap(([id, { state }]) => (wanted.includes(state) ? [id] : []));
}

/** Ids that no gate names. */
export function gatingNothing({ questions }: ScoredFramework): Set<string> {
  const gates = new Set(questions.flatMap(({ asksWhen }) => asksWhen.map(({ question }) => question)));
  return new Set(questions.flatMap(({ id }) => (gates.has(id) ? [] : [id])));
}

function byKey<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

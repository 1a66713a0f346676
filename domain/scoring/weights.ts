import type { ScoredFramework, ScoredQuestion } from "./model.ts";

/** Each step doubles: one S4 equals eight S1, but not the whole list. */
const baseWeights = { S1: 1, S2: 2, S3: 4, S4: 8 } as const;

/** Above this sum of weights, 10000 · Σ weight · credit · proof would leave the integers that a number holds exactly. */
export const largestTotalWeight = 90_000_000;

/** Base of the severity, or the override of the content, times the multiplier of the topic. */
export function weightOf(question: ScoredQuestion, multiplier: number): number {
  return (question.weight ?? baseWeights[question.severity]) * multiplier;
}

/**
 * The weight of every question, by id.
 * @throws {Error} when a question names a topic that the framework does not have
 */
export function weightsOf(framework: ScoredFramework): ReadonlyMap<string, number> {
  const multipliers = new Map(framework.topics.map(({ id, multiplier }) => [id, multiplier]));
  const weights = new Map<string, number>();
  for (const question of framework.questions) {
    const multiplier = multipliers.get(question.topic);
    if (multiplier === undefined) throw new Error(`${question.id} names the unknown topic ${question.topic}`);
    weights.set(question.id, weightOf(question, multiplier));
  }
  return weights;
}

import type { ScoredFramework } from "./model.ts";

/**
 * Some questions as a framework of their own, such as the free check: scored and covered within itself. A follow-up whose
 * gate is not in the set is asked on its own.
 */
export function questionSetOf<F extends ScoredFramework>(framework: F, questions: readonly string[]): F {
  const chosen = new Set(questions);
  return { ...framework, questions: framework.questions.filter(({ id }) => chosen.has(id)) };
}

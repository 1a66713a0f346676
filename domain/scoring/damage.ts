import { gapsOf } from "./gaps.ts";
import { type Assessed, byId } from "./model.ts";

/**
 * Where damage would fall: for each kind of consequence, the weight of the questions that carry it and are not met.
 * A direction and not an amount of money.
 * @param kinds the kinds of consequence that a question carries, by question id
 * @returns the heaviest first, without kinds of weight 0
 */
export function damageOf(
  assessed: Assessed,
  kinds: Readonly<Record<string, readonly string[] | undefined>>,
): { kind: string; weight: number; questions: string[] }[] {
  const damage = new Map<string, { kind: string; weight: number; questions: string[] }>();
  for (const { question, weight } of gapsOf(assessed)) {
    for (const kind of kinds[question] ?? []) {
      const so = damage.get(kind) ?? { kind, weight: 0, questions: [] };
      damage.set(kind, { kind, weight: so.weight + weight, questions: [...so.questions, question] });
    }
  }
  return [...damage.values()]
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || byId(a.kind, b.kind));
}

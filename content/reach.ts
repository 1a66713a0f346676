import type { Fact } from "#domain/content/fact.schema.ts";
import { conditionsHold, factValuesOf, valuesOf, type GivenFacts } from "#domain/content/facts.ts";
import type { FactCondition } from "#domain/content/question.schema.ts";
import { namedIn } from "./check-facts.ts";

const mostProfiles = 20_000;

/**
 * Whether some profile with all its facts known meets these conditions, found by trying the profiles of the facts that
 * matter; past 20,000 of them the answer is yes, since the check only warns.
 */
export function isReachable(conditions: readonly FactCondition[], facts: readonly Fact[]): boolean {
  if (conditions.length === 0) return true;
  const needed = new Set<string>();
  const need = (id: string): void => {
    const fact = facts.find((known) => known.id === id);
    if (!fact || needed.has(id)) return;
    needed.add(id);
    if (fact.kind === "computed")
      for (const { when } of fact.cases) for (const { rule } of namedIn(when)) need(rule.fact);
  };
  for (const { fact } of conditions) need(fact);
  const chosen = facts.filter(({ id }) => needed.has(id));
  const asked = chosen.filter(({ kind }) => kind !== "computed");
  if (asked.reduce((count, fact) => count * examplesOf(fact).length, 1) > mostProfiles) return true;
  return profilesOf(asked).some((given) => conditionsHold(conditions, factValuesOf(chosen, given)));
}

function profilesOf(facts: readonly Fact[]): GivenFacts[] {
  return facts.reduce<GivenFacts[]>(
    (profiles, fact) =>
      profiles.flatMap((profile) => examplesOf(fact).map((value) => ({ ...profile, [fact.id]: value }))),
    [{}],
  );
}

/** One answer for each value of a fact; all subsets where several may be ticked, all at once past ten of them. */
function examplesOf(fact: Fact): NonNullable<GivenFacts[string]>[] {
  const values = valuesOf(fact);
  switch (fact.kind) {
    case "integer":
      return fact.bands.map(({ from }) => from);
    case "date":
      return fact.bands.map(({ before }) => (before === null ? "9999-12-31" : dayBefore(before)));
    case "several":
      return values.length > 10 ? [[], values, ...values.map((value) => [value])] : subsetsOf(values);
    default:
      return values;
  }
}

function subsetsOf(values: readonly string[]): string[][] {
  return values.reduce<string[][]>(
    (subsets, value) => [...subsets, ...subsets.map((subset) => [...subset, value])],
    [[]],
  );
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

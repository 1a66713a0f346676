import type { Fact, Rule } from "./fact.schema.ts";
import type { Fine } from "./obligation.schema.ts";
import type { FactCondition } from "./question.schema.ts";

/** What the intake recorded: boolean, value, ticked values, whole number or ISO day, by kind of the fact. */
export type GivenFacts = Readonly<Record<string, boolean | string | number | readonly string[] | undefined>>;

/** Values that conditions compare, by fact; undefined is unknown, an empty list is "none of these". */
export type FactValues = Readonly<Record<string, readonly string[] | undefined>>;

/** Every value that a condition on this fact may name. */
export function valuesOf(fact: Fact): string[] {
  if (fact.kind === "boolean") return ["true", "false"];
  if (fact.kind === "integer" || fact.kind === "date") return fact.bands.map(({ value }) => value);
  return fact.values.map(({ value }) => value);
}

/** Reads what was given as values, bands and computed facts; `facts` in the order of the file, computed ones behind what they read. */
export function factValuesOf(facts: readonly Fact[], given: GivenFacts): FactValues {
  const values: Record<string, readonly string[] | undefined> = {};
  for (const fact of facts) values[fact.id] = valueOf(fact, given[fact.id], values);
  return values;
}

function valueOf(fact: Fact, given: GivenFacts[string], known: FactValues): readonly string[] | undefined {
  if (fact.kind === "computed") return [computed(fact, known)];
  if (given === undefined) return undefined;
  switch (fact.kind) {
    case "boolean":
    case "one":
      return [String(given)];
    case "several":
      return Array.isArray(given) ? given : [String(given)];
    case "integer": {
      const number = Number(given);
      const band = fact.bands.find(({ from, to }) => number >= from && (to === null || number <= to));
      return band && [band.value];
    }
    case "date": {
      const day = String(given);
      const band = fact.bands.find(({ before }) => before === null || day < before);
      return band && [band.value];
    }
  }
}

function computed(fact: Extract<Fact, { kind: "computed" }>, known: FactValues): string {
  for (const { value, when } of fact.cases) {
    const held = holds(when, known);
    if (held === undefined) return fact.unknown;
    if (held) return value;
  }
  return fact.otherwise;
}

/** Three-valued: undefined where a fact that would decide is not known. */
function holds(rule: Rule, known: FactValues): boolean | undefined {
  if ("fact" in rule) {
    const values = known[rule.fact];
    return values && values.some((value) => rule.in.includes(value));
  }
  if ("not" in rule) {
    const held = holds(rule.not, known);
    return held === undefined ? undefined : !held;
  }
  const decisive = "any" in rule;
  const parts = (decisive ? rule.any : rule.all).map((part) => holds(part, known));
  if (parts.includes(decisive)) return decisive;
  return parts.includes(undefined) ? undefined : !decisive;
}

/** All conditions hold; one on an unknown fact does, since a relief is never assumed. */
export function conditionsHold(conditions: readonly FactCondition[], known: FactValues): boolean {
  return conditions.every(({ fact, in: values }) => known[fact]?.some((value) => values.includes(value)) ?? true);
}

/** The fines that may meet a firm of which this is known. */
export function finesThatHold(fines: readonly Fine[], known: FactValues): Fine[] {
  return fines.filter((fine) => fine.kind !== "gdpr" || conditionsHold(fine.appliesWhen, known));
}

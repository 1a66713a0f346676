import fc from "fast-check";
import type { Fact, Rule } from "#domain/content/fact.schema.ts";
import { valuesOf, type GivenFacts } from "#domain/content/facts.ts";
import type { FactCondition } from "#domain/content/question.schema.ts";

export const text = (words: string) => ({ vi: words, en: words });
const valued = (...values: string[]) => values.map((value) => ({ value, text: text(value) }));

/** A small intake in the likeness of the real one: a relief by size, lost by sensitive data. */
export const factsOfShop: readonly Fact[] = [
  { id: "staff", kind: "boolean", text: text("staff") },
  { id: "size", kind: "one", text: text("size"), values: valued("micro", "large") },
  { id: "kinds", kind: "several", text: text("kinds"), values: valued("health", "cards"), none: text("none") },
  { id: "tools", kind: "several", text: text("tools"), values: valued("clock", "camera"), none: text("none") },
  {
    id: "sensitive",
    kind: "computed",
    text: text("sensitive"),
    clauses: ["law 4.1"],
    values: valued("true", "false"),
    cases: [
      {
        value: "true",
        when: {
          any: [
            { fact: "kinds", in: ["health", "cards"] },
            { fact: "tools", in: ["clock"] },
          ],
        },
      },
    ],
    otherwise: "false",
    unknown: "true",
  },
  {
    id: "relief",
    kind: "computed",
    text: text("relief"),
    clauses: ["law 38.2"],
    values: valued("none", "exempt"),
    cases: [
      { value: "none", when: { fact: "sensitive", in: ["true"] } },
      { value: "exempt", when: { fact: "size", in: ["micro"] } },
    ],
    otherwise: "none",
    unknown: "none",
  },
];

const values = ["a", "b", "c"];
const anyIn = fc.subarray(values, { minLength: 1 });
const askedIds = ["f1", "f2", "f3"];

function anyRule(ids: readonly string[]): fc.Arbitrary<Rule> {
  const { rule } = fc.letrec<{ rule: Rule }>((tie) => {
    const parts = fc.array(tie("rule"), { minLength: 1, maxLength: 3 });
    return {
      rule: fc.oneof(
        { maxDepth: 2, depthSize: "small" },
        fc.record({ fact: fc.constantFrom(...ids), in: anyIn }),
        fc.record({ any: parts }),
        fc.record({ all: parts }),
        fc.record({ not: tie("rule") }),
      ),
    };
  });
  return rule;
}

/** Three asked facts, of which several values may be ticked, and two computed ones, the second of which may read the first. */
export function anyFactsOf(): fc.Arbitrary<readonly Fact[]> {
  const asked = askedIds.map((id): Fact => ({
    id,
    kind: "several",
    text: text(id),
    values: valued(...values),
    none: text("none"),
  }));
  const computed = (id: string, ids: readonly string[]): fc.Arbitrary<Fact> =>
    fc
      .record({
        cases: fc.array(fc.record({ value: fc.constantFrom(...values), when: anyRule(ids) }), {
          minLength: 1,
          maxLength: 3,
        }),
        otherwise: fc.constantFrom(...values),
        unknown: fc.constantFrom(...values),
      })
      .map((rest) => ({
        id,
        kind: "computed",
        text: text(id),
        clauses: ["law 1"],
        values: valued(...values),
        ...rest,
      }));
  return fc.tuple(computed("c1", askedIds), computed("c2", [...askedIds, "c1"])).map((both) => [...asked, ...both]);
}

/** Answers to the asked facts among these, each of which may be missing. */
export function anyGivenFacts(facts: readonly Fact[]): fc.Arbitrary<GivenFacts> {
  const asked = facts.filter(({ kind }) => kind !== "computed");
  return fc.record(
    Object.fromEntries(asked.map((fact) => [fact.id, fc.option(anyAnswerTo(fact), { nil: undefined, freq: 3 })])),
  );
}

function anyAnswerTo(fact: Fact): fc.Arbitrary<NonNullable<GivenFacts[string]>> {
  switch (fact.kind) {
    case "boolean":
      return fc.boolean();
    case "several":
      return fc.subarray(valuesOf(fact));
    case "integer":
      return fc.oneof(
        fc.constantFrom(...fact.bands.flatMap(({ from, to }) => [from, to ?? from + 1])),
        fc.nat(2_000_000),
      );
    case "date":
      return fc.constantFrom("2020-01-01", "2026-06-30", "2031-01-01");
    default:
      return fc.constantFrom(...valuesOf(fact));
  }
}

export function anyConditions(facts: readonly Fact[]): fc.Arbitrary<FactCondition[]> {
  return fc.array(fc.record({ fact: fc.constantFrom(...facts.map(({ id }) => id)), in: anyIn }), { maxLength: 2 });
}

import fc from "fast-check";
import { expect, test } from "vitest";
import { loadLibrary } from "#content/library.ts";
import { boundBy, computationOf } from "#domain/content/binding.ts";
import { conditionsHold, factValuesOf, valuesOf, type GivenFacts } from "#domain/content/facts.ts";
import { factsToAsk } from "#domain/intake.ts";
import { anyGivenFacts } from "#tests/fact-arbitraries.ts";
import { realContent } from "./sample-content.ts";

const { facts, obligations, frameworks, instruments } = loadLibrary(realContent);
const duties = [...obligations.values()];
const questions = frameworks.flatMap((framework) => framework.questions);
const asked = facts.filter(({ kind }) => kind !== "computed").map(({ id }) => id);
const anyGiven = anyGivenFacts(facts);
const applying = <T extends { appliesWhen: Parameters<typeof conditionsHold>[0] }>(
  items: readonly T[],
  given: GivenFacts,
) => {
  const values = factValuesOf(facts, given);
  return new Set(items.filter(({ appliesWhen }) => conditionsHold(appliesWhen, values)));
};

test("forgetting an answer never takes away a duty or a question", () => {
  fc.assert(
    fc.property(anyGiven, fc.constantFrom(...asked), (given, forgotten) => {
      const known = applying<(typeof duties)[number] | (typeof questions)[number]>([...duties, ...questions], given);
      const without = applying<(typeof duties)[number] | (typeof questions)[number]>([...duties, ...questions], {
        ...given,
        [forgotten]: undefined,
      });
      expect([...known].filter((each) => !without.has(each)).map(({ id }) => id)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test("a question that is not put decides nothing, whatever would be answered", () => {
  fc.assert(
    fc.property(anyGiven, anyGiven, (given, other) => {
      const put = factsToAsk(facts, { given, unsure: [] }).map(({ id }) => id);
      const left = asked.filter((id) => !put.includes(id));
      const differently = { ...given, ...Object.fromEntries(left.map((id) => [id, other[id]])) };
      const [one, two] = [given, differently].map((each) => factValuesOf(facts, each));
      for (const { id, kind } of facts) if (kind === "computed") expect(two?.[id], id).toEqual(one?.[id]);
      expect(applying([...duties, ...questions], differently)).toEqual(applying([...duties, ...questions], given));
    }),
    { numRuns: 300 },
  );
  const putTo = (given: GivenFacts) =>
    factsToAsk(facts, { given, unsure: [] }).some(({ id }) => id === "relief-chosen");
  expect(putTo({})).toBe(true);
  expect(putTo({ "legal-form": "household" })).toBe(false);
  expect(putTo({ "legal-form": "company", size: "small" })).toBe(true);
  expect(putTo({ "legal-form": "company", size: "small", tools: ["gps"] })).toBe(false);
});

test("whoever says nothing is bound by every duty", () => {
  expect(applying(duties, {}).size).toBe(duties.length);
});

test("every duty has a clause of an instrument that is there", () => {
  for (const { id, nature, basis } of duties) {
    if (nature === "practice") continue;
    const [leading = ""] = basis;
    expect(instruments.has(leading.split(" ")[0] ?? ""), id).toBe(true);
  }
});

test("a duty that binds says why, or what would decide, or binds whatever is said", () => {
  fc.assert(
    fc.property(anyGiven, (given) => {
      for (const { item, holds, because, open } of boundBy(duties, facts, given)) {
        const reads = item.appliesWhen.length > 0;
        expect(because.length > 0 || open.length > 0 || !reads || holds, item.id).toBe(true);
        if (!holds) expect(because.length, item.id).toBeGreaterThan(0);
      }
    }),
    { numRuns: 50 },
  );
});

/** One answer for each way in which a fact can come out in the rules of Article 38. */
const ways = {
  "legal-form": ["company", "household", "individual", undefined],
  size: ["micro", "small", "medium", undefined],
  "start-up": [true, false, undefined],
  "sensitive-kinds": [[], ["id-card"], undefined],
  tools: [[], ["cameras"], ["gps"], undefined],
  marketing: [[], ["tracking"], undefined],
  "for-others": [[], ["scoring"], undefined],
  "people-known": [10, 100_000, undefined],
} satisfies Record<string, GivenFacts[string][]>;

test("the relief of Article 38 is named with its reasons in all 15,552 combinations, and never where one is open", () => {
  const profiles = Object.entries(ways).reduce<GivenFacts[]>(
    (list, [id, values]) => list.flatMap((profile) => values.map((value) => ({ ...profile, [id]: value }))),
    [{}],
  );
  expect(profiles).toHaveLength(15_552);
  for (const given of profiles) {
    const { value, because, open, grounds } = computationOf(facts, given, "relief");
    if (value !== "none") expect([open, because.length > 0, grounds.length > 0]).toEqual([[], true, true]);
    else expect(because.length > 0 !== open.length > 0).toBe(true);
    for (const { fact, values } of grounds)
      expect(valuesOf(facts.find(({ id }) => id === fact)!)).toEqual(expect.arrayContaining([...values]));
  }
});

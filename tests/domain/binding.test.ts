import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boundBy, changedBy, computationOf } from "#domain/content/binding.ts";
import type { Fact } from "#domain/content/fact.schema.ts";
import { conditionsHold, factValuesOf, type GivenFacts } from "#domain/content/facts.ts";
import { anyConditions, anyFactsOf, anyGivenFacts, factsOfShop, text } from "#tests/fact-arbitraries.ts";

const duty = (...appliesWhen: { fact: string; in: string[] }[]) => ({ appliesWhen });
const why = (given: GivenFacts, ...conditions: { fact: string; in: string[] }[]) =>
  boundBy([duty(...conditions)], factsOfShop, given)[0];

describe("why a duty binds", () => {
  test("one without conditions binds whatever is said", () => {
    expect(why({ staff: true })).toMatchObject({ holds: true, because: [], open: [] });
  });
  test("an answer that meets its condition is the reason", () => {
    expect(why({ staff: true }, { fact: "staff", in: ["true"] })).toMatchObject({ because: ["staff"], open: [] });
  });
  test("an answer that does not meet it is the reason that it does not bind", () => {
    expect(why({ staff: false }, { fact: "staff", in: ["true"] })).toMatchObject({ holds: false, because: ["staff"] });
  });
  test("what is not known holds, and is named as what would decide", () => {
    expect(why({}, { fact: "staff", in: ["true"] })).toMatchObject({ holds: true, because: [], open: ["staff"] });
  });
  test("a computed fact is traced to what was asked, and what does not matter is left out", () => {
    const sensitive = { fact: "sensitive", in: ["true"] };
    expect(why({ tools: ["clock"], kinds: [], staff: true }, sensitive)).toMatchObject({
      because: ["tools"],
      open: [],
    });
    expect(why({ tools: [], kinds: [] }, sensitive)).toMatchObject({ holds: false, because: ["kinds", "tools"] });
  });
  test("where either of two would do alone, both are named", () => {
    expect(why({ tools: ["clock"], kinds: ["health"] }, { fact: "sensitive", in: ["true"] })).toMatchObject({
      because: ["kinds", "tools"],
    });
  });
  test("a relief that one answer takes away rests on that answer alone, whatever else is unknown", () => {
    expect(why({ tools: ["clock"] }, { fact: "relief", in: ["none"] })).toMatchObject({ because: ["tools"], open: [] });
  });
  test("a relief that is not taken away rests on all that could have", () => {
    const given = { size: "micro", tools: [], kinds: [] };
    expect(why(given, { fact: "relief", in: ["none"] })).toMatchObject({
      holds: false,
      because: ["size", "kinds", "tools"],
      open: [],
    });
  });
  test("a condition that something else has decided asks for nothing more", () => {
    const conditions = [
      { fact: "staff", in: ["true"] },
      { fact: "size", in: ["micro"] },
    ];
    expect(why({ staff: false }, ...conditions)).toMatchObject({ holds: false, because: ["staff"], open: [] });
  });
  test("facts that cannot matter any more are not asked for", () => {
    // large firms have no relief, so what they keep decides nothing about it
    expect(why({ size: "large" }, { fact: "relief", in: ["none"] })).toMatchObject({ because: ["size"], open: [] });
  });
});

describe("why a computed fact has its value", () => {
  test("the parts of the case that holds are the grounds, each with what was answered", () => {
    expect(computationOf(factsOfShop, { tools: ["clock", "camera"], size: "micro" }, "relief")).toEqual({
      value: "none",
      because: ["tools"],
      open: [],
      grounds: [{ fact: "sensitive", values: ["true"], because: ["tools"] }],
    });
  });
  test("while it is open it has the value that binds, and names what would decide", () => {
    expect(computationOf(factsOfShop, { size: "micro", tools: [] }, "relief")).toEqual({
      value: "none",
      because: [],
      open: ["kinds"],
      grounds: [],
    });
  });
  test("an asked fact is none", () => {
    expect(() => computationOf(factsOfShop, {}, "tools")).toThrow("tools is no computed fact");
  });
});

const anyCase = anyFactsOf().chain((facts) =>
  fc.record({
    facts: fc.constant(facts),
    given: anyGivenFacts(facts),
    other: anyGivenFacts(facts),
    conditions: anyConditions(facts),
  }),
);
const asked = (facts: readonly Fact[]) => facts.filter(({ kind }) => kind !== "computed").map(({ id }) => id);
const only = (given: GivenFacts, ids: readonly string[]): GivenFacts =>
  Object.fromEntries(ids.map((id) => [id, given[id]]));

describe("whatever the facts and conditions", () => {
  test("it binds exactly as an assessment would ask", () => {
    fc.assert(
      fc.property(anyCase, ({ facts, given, conditions }) => {
        const [found] = boundBy([duty(...conditions)], facts, given);
        expect(found?.holds).toBe(conditionsHold(conditions, factValuesOf(facts, given)));
      }),
    );
  });
  test("the reasons suffice: whatever becomes of all other facts, known or not, it stays so", () => {
    fc.assert(
      fc.property(anyCase, ({ facts, given, other, conditions }) => {
        const [found] = boundBy([duty(...conditions)], facts, given);
        if (!found || found.open.length > 0) return;
        const elsewhere = { ...other, ...only(given, found.because) };
        // where several reasons would each do alone all are named, so nothing is missing
        expect(conditionsHold(conditions, factValuesOf(facts, elsewhere))).toBe(found.holds);
      }),
      { numRuns: 500 },
    );
  });
  test("reasons are known asked facts, open ones unknown asked facts, and never both at once", () => {
    fc.assert(
      fc.property(anyCase, ({ facts, given, conditions }) => {
        const [found] = boundBy([duty(...conditions)], facts, given);
        for (const id of found?.because ?? []) expect(asked(facts).includes(id) && given[id] !== undefined).toBe(true);
        for (const id of found?.open ?? []) expect(asked(facts).includes(id) && given[id] === undefined).toBe(true);
        expect(found?.because.length === 0 || found?.open.length === 0).toBe(true);
      }),
    );
  });
  test("with everything known nothing is open", () => {
    fc.assert(
      fc.property(anyCase, ({ facts, other, conditions }) => {
        const complete = Object.fromEntries(asked(facts).map((id) => [id, other[id] ?? []]));
        expect(boundBy([duty(...conditions)], facts, complete)[0]?.open).toEqual([]);
      }),
    );
  });
  test("a change brings what it did not have and takes what it has no more", () => {
    fc.assert(
      fc.property(anyCase, ({ facts, given, other, conditions }) => {
        const items = [duty(...conditions), duty()];
        const [before, after] = [given, other].map((each) => factValuesOf(facts, each));
        const { appears, disappears } = changedBy(items, before ?? {}, after ?? {});
        expect([...appears, ...disappears]).not.toContain(items[1]);
        const back = changedBy(items, after ?? {}, before ?? {});
        expect([back.disappears, back.appears]).toEqual([appears, disappears]);
      }),
    );
  });
});

test("the words that a fact is asked in do not matter", () => {
  const renamed = factsOfShop.map((fact) => ({ ...fact, text: text("khác") }));
  expect(boundBy([duty({ fact: "relief", in: ["none"] })], renamed, { size: "large" })[0]).toMatchObject({
    because: ["size"],
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { askedFacts, factsToAsk, firstNotAsked, notSure, readSaid, sentOf, type AskedFact } from "#domain/intake.ts";
import { differing, sameValues, saidOf, withSaid, type ProfileSays, type Said } from "#domain/profile.ts";
import { factsOfShop, text } from "#tests/fact-arbitraries.ts";

const bands = [
  { value: "few", from: 0, to: 9, text: text("few") },
  { value: "many", from: 10, to: null, text: text("many") },
];
const people: AskedFact = { id: "people", kind: "integer", text: text("?"), unit: text("người"), bands };
const since: AskedFact = {
  id: "since",
  kind: "date",
  text: text("?"),
  bands: [
    { value: "old", before: "2026-01-01", text: text("old") },
    { value: "new", before: null, text: text("new") },
  ],
};
const facts = [...factsOfShop, people, since];
const asked = askedFacts(facts);
const fact = (id: string) => asked.find((each) => each.id === id) as AskedFact;

describe("reading an answer of the intake", () => {
  test.each<[string, string[], Said]>([
    ["staff", ["true"], true],
    ["staff", ["false"], false],
    ["size", ["micro"], "micro"],
    ["tools", ["camera", "clock"], ["clock", "camera"]],
    ["tools", ["none"], []],
    ["tools", [notSure], null],
    ["tools", ["camera", notSure], null],
    ["size", [notSure], null],
    ["people", ["12"], 12],
    ["people", [" 1.200 "], 1200],
    ["people", ["1,200,000"], 1_200_000],
    ["people", ["3 500"], 3500],
    ["people", ["12", notSure], null],
    ["since", ["2024-02-29"], "2024-02-29"],
  ])("%s: %j", (id, sent, said) => {
    expect(readSaid(fact(id), sent)).toEqual({ said });
  });

  test.each<[string, string[], string]>([
    ["size", [], "missing"],
    ["size", [""], "missing"],
    ["size", ["giant"], "unknown-value"],
    ["size", ["micro", "large"], "unknown-value"],
    ["staff", ["maybe"], "unknown-value"],
    ["tools", ["drone"], "unknown-value"],
    ["tools", ["none", "clock"], "none-and-more"],
    ["people", ["mười"], "no-number"],
    ["people", ["-1"], "no-number"],
    ["people", ["1.5"], "no-number"],
    ["people", ["99999999999"], "no-number"],
    ["since", ["2026-02-30"], "no-day"],
    ["since", ["hôm qua"], "no-day"],
  ])("%s: %j is %s", (id, sent, problem) => {
    expect(readSaid(fact(id), sent)).toEqual({ problem });
  });

  test("what was read is sent as it would be read again", () => {
    const anySent = fc.oneof(
      fc.constantFrom("true", "false", "micro", "none", notSure, "12", "2026-11-24"),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...asked), fc.array(anySent, { maxLength: 3 }), (each, sent) => {
        const read = readSaid(each, sent);
        if ("said" in read) expect(readSaid(each, sentOf(read.said))).toEqual(read);
      }),
    );
  });
});

describe("what a company says of itself", () => {
  const ids = asked.map(({ id }) => id);
  const anySaying = fc.dictionary(fc.constantFrom(...ids), fc.constantFrom<Said>(true, null, "micro", [], ["a"], 12));
  const anyProfile: fc.Arbitrary<ProfileSays> = anySaying.map((said) => withSaid(null, said));

  test("saying something changes that and nothing else", () => {
    fc.assert(
      fc.property(anyProfile, anySaying, (profile, said) => {
        const next = withSaid(profile, said);
        for (const id of ids) expect(saidOf(next, id)).toEqual(id in said ? said[id] : saidOf(profile, id));
        expect(differing(profile, next, ids).every((id) => id in said)).toBe(true);
      }),
    );
  });

  test("saying what was said before brings back the profile as it was", () => {
    fc.assert(
      fc.property(anyProfile, anySaying, (profile, said) => {
        const known = Object.keys(said).filter((id) => saidOf(profile, id) !== undefined);
        const there = withSaid(profile, Object.fromEntries(known.map((id) => [id, said[id] as Said])));
        const back = withSaid(there, Object.fromEntries(known.map((id) => [id, saidOf(profile, id) as Said])));
        expect(differing(profile, back, ids)).toEqual([]);
        expect(back).toEqual(profile);
      }),
    );
  });

  test("the first question that was not asked is the next, and not sure counts as asked", () => {
    expect(firstNotAsked(facts, null)?.id).toBe("staff");
    expect(firstNotAsked(facts, withSaid(null, { staff: null, size: "micro" }))?.id).toBe("kinds");
    expect(firstNotAsked(facts, withSaid(null, Object.fromEntries(ids.map((id) => [id, null]))))).toBeUndefined();
  });

  test("a question is put until it is decided that it matters to nothing, and again when it may", () => {
    const chosen: AskedFact = {
      ...{ id: "chosen", kind: "boolean", text: text("chosen") },
      asksWhen: [{ fact: "relief", in: ["exempt"] }],
    };
    const isPut = (said: Record<string, Said>) => factsToAsk([...facts, chosen], withSaid(null, said)).includes(chosen);
    expect(factsToAsk([...facts, chosen], null)).toContain(chosen);
    expect(isPut({ size: "large" })).toBe(false);
    expect(isPut({ size: "micro" })).toBe(true);
    expect(isPut({ size: "micro", kinds: ["health"] })).toBe(false);
    expect(isPut({ size: "micro", kinds: [], tools: [] })).toBe(true);
    expect(isPut({ size: null, kinds: [], tools: [] })).toBe(true);
    const said = { staff: true, size: "large", kinds: [], tools: [], people: 3, since: null };
    expect(firstNotAsked([...facts, chosen], withSaid(null, said))).toBeUndefined();
    expect(firstNotAsked([...facts, chosen], withSaid(null, { ...said, size: null }))).toBe(chosen);
  });

  test("ticks in another order say the same; none says something else than not sure and not asked", () => {
    const of = (said: Record<string, Said>) => withSaid(null, said);
    expect(differing(of({ tools: ["a", "b"] }), of({ tools: ["b", "a"] }), ids)).toEqual([]);
    expect(differing(of({ tools: [] }), of({ tools: null }), ids)).toEqual(["tools"]);
    expect(differing(of({ tools: [] }), of({}), ids)).toEqual(["tools"]);
  });

  test("values are the same whether what is unknown is left out or not", () => {
    expect(sameValues({ a: ["1"], b: undefined }, { a: ["1"] })).toBe(true);
    expect(sameValues({ a: ["1", "2"] }, { a: ["2", "1"] })).toBe(true);
    expect(sameValues({ a: [] }, {})).toBe(false);
    expect(sameValues({ a: ["1"] }, { a: ["2"] })).toBe(false);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadLibrary } from "#content/library.ts";
import { factValuesOf, type GivenFacts } from "#domain/content/facts.ts";
import { reliefOf } from "#domain/relief.ts";
import { anyGivenFacts } from "#tests/fact-arbitraries.ts";
import { realContent } from "./sample-content.ts";

const { facts } = loadLibrary(realContent);
const anyGiven = anyGivenFacts(facts);
/** What takes no relief away. */
const harmless: GivenFacts = {
  "sensitive-kinds": [],
  tools: [],
  marketing: [],
  "for-others": [],
  "people-known": 400,
};
const standing = (given: GivenFacts) => reliefOf(facts, given).standing;

describe("where a company stands with the relief of Article 38", () => {
  test.each([
    ["a household business", { "legal-form": "household" }, "exempt"],
    ["a micro company", { "legal-form": "company", size: "micro", "start-up": false }, "exempt"],
    ["a small company", { "legal-form": "company", size: "small", "start-up": false }, "to-choose"],
    ["a small company that recorded it", { "legal-form": "company", size: "small", "relief-chosen": true }, "chosen"],
    ["a small company that did not", { "legal-form": "company", size: "small", "relief-chosen": false }, "to-choose"],
    ["a large start-up", { "legal-form": "company", size: "large", "start-up": true }, "to-choose"],
    ["a medium company", { "legal-form": "company", size: "medium", "start-up": false }, "outside"],
    ["an individual without registration", { "legal-form": "individual", size: "micro" }, "outside"],
    ["a company of unknown size", { "legal-form": "company", "start-up": false }, "unknown"],
  ] as const)("%s", (_, given, expected) => {
    expect(standing({ ...harmless, ...given })).toBe(expected);
  });

  const micro = { ...harmless, "legal-form": "company", size: "micro" };
  test.each([
    ["fingerprints at the clock", { tools: ["fingerprint-face"] }, "sensitive-data", ["tools"]],
    ["images of ID cards", { "sensitive-kinds": ["id-card"] }, "sensitive-data", ["sensitive-kinds"]],
    ["one of the nine services", { "for-others": ["systems"] }, "processing-service", ["for-others"]],
    ["100,000 people", { "people-known": 100_000 }, "people-known", ["people-known"]],
  ])("%s take it away, whatever else is unknown", (_, given, ground, because) => {
    for (const known of [{ ...micro, ...given }, given as GivenFacts]) {
      const relief = reliefOf(facts, known);
      expect(relief).toMatchObject({ standing: "lost", missing: [], because });
      expect(relief.lostBy.map(({ fact }) => fact)).toEqual([ground]);
    }
  });

  test("one person below it takes nothing away", () => {
    expect(standing({ ...micro, "people-known": 99_999 })).toBe("exempt");
  });

  test("who has said nothing has every deciding answer missing, and no relief", () => {
    const relief = reliefOf(facts, {});
    expect(relief.standing).toBe("unknown");
    expect(relief.missing).toEqual(
      expect.arrayContaining(["legal-form", "size", "people-known", "sensitive-kinds", "tools", "for-others"]),
    );
  });
});

test("it is granted only where the rule grants it, and never while an answer that would decide is missing", () => {
  fc.assert(
    fc.property(anyGiven, (given) => {
      const { standing: found, missing } = reliefOf(facts, given);
      const [value] = factValuesOf(facts, given).relief ?? [];
      expect(found === "exempt").toBe(value === "exempt");
      expect(found === "chosen" || found === "to-choose").toBe(value === "may-choose");
      expect(found === "unknown").toBe(missing.length > 0);
      for (const id of missing) expect(given[id]).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});

test("what is granted or lost stays so, whatever becomes known beside it", () => {
  fc.assert(
    fc.property(anyGiven, anyGiven, (given, more) => {
      const before = reliefOf(facts, given);
      fc.pre(before.standing !== "unknown");
      const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
      const after = reliefOf(facts, { ...more, ...known });
      const kind = (found: string) => (found === "chosen" ? "to-choose" : found === "outside" ? "lost" : found);
      expect(kind(after.standing)).toBe(kind(before.standing));
    }),
    { numRuns: 500 },
  );
});

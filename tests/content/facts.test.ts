import { expect, test } from "vitest";
import { loadLibrary } from "#content/library.ts";
import { conditionsHold, factValuesOf, type GivenFacts } from "#domain/content/facts.ts";
import { realContent } from "./sample-content.ts";

const { facts, obligations } = loadLibrary(realContent);
const relief = (given: GivenFacts) => factValuesOf(facts, given).relief;
const inUse = (given: GivenFacts) => factValuesOf(facts, given)["relief-in-use"];

/** A firm about which all is known and nothing takes the relief away. */
const plain = {
  "legal-form": "company",
  size: "large",
  "start-up": false,
  "sensitive-data": false,
  "processing-service": false,
  "people-known": 5000,
} satisfies GivenFacts;

test.each([
  ["large", { size: "large" }, "none"],
  ["medium: no relief any more", { size: "medium" }, "none"],
  ["small", { size: "small" }, "may-choose"],
  ["medium and a start-up", { size: "medium", "start-up": true }, "may-choose"],
  ["micro", { size: "micro" }, "exempt"],
  ["a household business, whatever its size", { "legal-form": "household", size: undefined }, "exempt"],
  ["micro with sensitive data", { size: "micro", "sensitive-data": true }, "none"],
  ["a household that processes for others", { "legal-form": "household", "processing-service": true }, "none"],
  ["small, 99,999 people", { size: "small", "people-known": 99_999 }, "may-choose"],
  ["small, 100,000 people", { size: "small", "people-known": 100_000 }, "none"],
])("relief by Law 91, Article 38: %s", (_, given, value) => {
  expect(relief({ ...plain, ...given })).toEqual([value]);
});

test.each(["size", "sensitive-data", "processing-service", "people-known"])(
  "without %s no relief is assumed",
  (fact) => {
    expect(relief({ ...plain, size: "micro", [fact]: undefined })).toEqual(["none"]);
  },
);

test.each([
  ["micro", { size: "micro" }, "in-use"],
  ["small, recorded", { size: "small", "relief-chosen": true }, "in-use"],
  ["small, not recorded", { size: "small", "relief-chosen": false }, "not-in-use"],
  ["small, not known whether recorded", { size: "small" }, "not-in-use"],
  ["large, recorded for nothing", { size: "large", "relief-chosen": true }, "not-in-use"],
])("the choice counts only once it is recorded: %s", (_, given, value) => {
  expect(inUse({ ...plain, ...given })).toEqual([value]);
});

test("the duty to name a person rests while the relief is in use, and never where something is unknown", () => {
  const { appliesWhen } = obligations.get("VN-DPO-01")!;
  const binds = (given: GivenFacts) => conditionsHold(appliesWhen, factValuesOf(facts, given));
  expect(binds({ ...plain, size: "micro" })).toBe(false);
  expect(binds({ ...plain, size: "large" })).toBe(true);
  expect(binds({})).toBe(true);
});

test("facts of each kind are read as the values that conditions compare", () => {
  const text = { vi: "?", en: "?" };
  const kinds = factValuesOf(
    [
      { id: "flag", kind: "boolean", text },
      { id: "tools", kind: "several", text, none: text, values: ["a", "b"].map((value) => ({ value, text })) },
      {
        id: "since",
        kind: "date",
        text,
        bands: [
          { value: "before-2026", before: "2026-01-01", text },
          { value: "later", before: null, text },
        ],
      },
    ],
    { flag: false, tools: ["b", "c"], since: "2025-12-31" },
  );
  expect(kinds).toEqual({ flag: ["false"], tools: ["b", "c"], since: ["before-2026"] });
  expect(conditionsHold([{ fact: "tools", in: ["a", "b"] }], kinds)).toBe(true);
  expect(conditionsHold([{ fact: "tools", in: ["a"] }], kinds)).toBe(false);
  expect(
    conditionsHold(
      [
        { fact: "tools", in: ["a"] },
        { fact: "flag", in: ["false"] },
      ],
      kinds,
    ),
  ).toBe(false);
  expect(conditionsHold([{ fact: "never-asked", in: ["a"] }], kinds)).toBe(true);
  expect(conditionsHold([{ fact: "tools", in: ["a"] }], { tools: [] })).toBe(false);
});

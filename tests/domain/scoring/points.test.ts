import fc from "fast-check";
import { expect, test } from "vitest";
import { apportion } from "#domain/scoring/apportion.ts";
import { basisPoints, wholePoints } from "#domain/scoring/basis-points.ts";
import { explanationOf } from "#domain/scoring/explanation.ts";
import { creditOfLevel, levelOfCredit, meanLevelOf } from "#domain/scoring/maturity.ts";
import { statesOf } from "#domain/scoring/states.ts";
import { largestTotalWeight, weightOf, weightsOf } from "#domain/scoring/weights.ts";
import { dontKnow, framework, given, question } from "#tests/arbitraries.ts";

test("units left over go to the largest remainders, ties by id whatever the order", () => {
  const shares = (total: number, parts: [string, number][]) => Object.fromEntries(apportion(total, parts));
  expect(
    shares(33, [
      ["a", 1666],
      ["b", 1667],
      ["c", 0],
    ]),
  ).toEqual({ a: 16, b: 17, c: 0 });
  expect(
    shares(100, [
      ["a", 1],
      ["b", 1],
      ["c", 1],
    ]),
  ).toEqual({ a: 34, b: 33, c: 33 });
  expect(
    shares(7, [
      ["b", 1],
      ["a", 1],
    ]),
  ).toEqual({ a: 4, b: 3 });
  expect(
    shares(7, [
      ["a", 1],
      ["b", 1],
    ]),
  ).toEqual({ a: 4, b: 3 });
  expect(
    shares(7, [
      ["a", 0],
      ["b", 0],
    ]),
  ).toEqual({ a: 0, b: 0 });
  expect(shares(7, [])).toEqual({});
});

test("shares add up to the whole, and each is its exact part but for one unit", () => {
  const anyParts = fc.uniqueArray(fc.tuple(fc.string({ maxLength: 2 }), fc.nat(10_000)), { selector: ([id]) => id });
  fc.assert(
    fc.property(fc.nat(10_000), anyParts, (total, parts) => {
      const sum = parts.reduce((running, [, part]) => running + part, 0);
      const shares = apportion(total, parts);
      expect([...shares.values()].reduce((running, share) => running + share, 0)).toBe(sum === 0 ? 0 : total);
      for (const [id, part] of parts)
        if (sum > 0) expect(Math.abs((shares.get(id) ?? NaN) - (total * part) / sum)).toBeLessThan(1);
    }),
    { numRuns: 500 },
  );
});

function pointsOf(count: number, credit: number) {
  const questions = Array.from({ length: count }, (_, i) => question(`q${i}`, { severity: "S1" }));
  const of = framework(questions);
  const answers = Object.fromEntries(questions.map(({ id }) => [id, given(credit)]));
  const states = statesOf({ framework: of, facts: {}, given: answers, locked: false });
  const { score, topics } = explanationOf({ framework: of, states });
  const points = topics.flatMap(({ leaves }) => leaves.map((leaf) => leaf.points));
  return { score, earned: points.map((each) => each?.earned), missing: points.map((each) => each?.missing) };
}

test("equal questions share the points of the score, the first of them the remainder", () => {
  expect(pointsOf(3, 50)).toEqual({ score: 5000, earned: [1667, 1667, 1666], missing: [1667, 1667, 1666] });
  expect(pointsOf(7, 25)).toEqual({
    score: 2500,
    earned: [358, 357, 357, 357, 357, 357, 357],
    missing: [1072, 1072, 1072, 1071, 1071, 1071, 1071],
  });
});

test("a basis point is only given when it is whole, and a score below one point is not shown as none", () => {
  expect([basisPoints(99_999, 100_000), basisPoints(1, 1), basisPoints(0, 0)]).toEqual([9999, 10000, null]);
  expect(wholePoints(7719)).toEqual({ points: 77, underOne: false });
  expect(wholePoints(99)).toEqual({ points: 0, underOne: true });
  expect(wholePoints(0)).toEqual({ points: 0, underOne: false });
});

test("weights double with severity, give way to an override, and are multiplied by the topic", () => {
  const weights = (multiplier: number) =>
    (["S1", "S2", "S3", "S4"] as const).map((severity) => weightOf(question("q", { severity }), multiplier));
  expect(weights(1)).toEqual([1, 2, 4, 8]);
  expect(weights(3)).toEqual([3, 6, 12, 24]);
  expect(weightOf(question("q", { severity: "S2", weight: 5 }), 3)).toBe(15);
  expect(weightOf(question("q", { severity: "S2", weight: 0 }), 3)).toBe(0);
  const strayed = { ...framework([question("q")]), topics: [] };
  expect(() => weightsOf(strayed)).toThrow("unknown topic");
});

test("the heaviest framework allowed still adds up in whole numbers", () => {
  expect(Number.isSafeInteger(10_000 * largestTotalWeight * 100 * 100)).toBe(true);
});

test("maturity earns all from the target on", () => {
  const credits = (target?: number) => [0, 1, 2, 3, 4, 5].map((level) => creditOfLevel(level, target));
  expect(credits()).toEqual([0, 16, 50, 100, 100, 100]);
  expect(credits(3)).toEqual([0, 16, 50, 100, 100, 100]);
  expect(credits(4)).toEqual([0, 10, 30, 60, 100, 100]);
  expect(credits(5)).toEqual([0, 6, 20, 40, 66, 100]);
});

test("a credit speaks of the level that earns it, as far as the target", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 5 }), (level, target) => {
      expect(levelOfCredit(creditOfLevel(level, target), target)).toBe(Math.min(level, target));
    }),
  );
  expect(levelOfCredit(49)).toBe(1);
});

test("the mean level is by weight, counts what is not known as none, and leaves other questions out", () => {
  const of = framework([
    question("a", { severity: "S4" }),
    question("b", { severity: "S3" }),
    question("c", { severity: "S1" }),
    question("d", { severity: "S4" }),
  ]);
  const answers = { a: given(100), b: given(50), c: given(dontKnow), d: given(100) };
  const levels = new Map([
    ["a", 4],
    ["b", 2],
    ["c", 5], // of an answer that has since become "don't know"
  ]);
  const states = statesOf({ framework: of, facts: {}, given: answers, locked: false });
  expect(meanLevelOf({ framework: of, states }, levels, new Set(["a", "b", "c"]))).toBe(307);
  const open = statesOf({ framework: of, facts: {}, given: {}, locked: false });
  expect(meanLevelOf({ framework: of, states: open }, levels, new Set(["a", "b", "c"]))).toBeNull();
});

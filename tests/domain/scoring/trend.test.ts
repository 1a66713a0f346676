import { expect, test } from "vitest";
import type { Answers } from "#domain/scoring/model.ts";
import { statesOf } from "#domain/scoring/states.ts";
import { type CompletedAssessment, directionOf, trendOf } from "#domain/scoring/trend.ts";
import { framework, given, question } from "#tests/arbitraries.ts";

const of = framework([question("a"), question("b")]);

function completed(id: string, completedAt: number, answers: Answers, version = "1"): CompletedAssessment {
  const wider = { ...of, version, questions: version === "1" ? of.questions : [...of.questions, question("c")] };
  const states = statesOf({ framework: wider, facts: {}, given: answers, locked: true });
  return { id, completedAt, framework: wider, states };
}

test("a trend is the completed numbers in time, with the common score where the version changed, and a bar for today", () => {
  const spring = completed("spring", 100, { a: given(50), b: given(50) });
  const summer = completed("summer", 200, { a: given(100), b: given(100) });
  const autumn = completed("autumn", 300, { a: given(100), b: given(100), c: given(0) }, "2");
  const now = statesOf({ framework: of, facts: {}, given: { a: given(100) }, locked: false });
  expect(trendOf([autumn, spring, summer], { framework: of, states: now })).toEqual({
    points: [
      { id: "spring", at: 100, score: 5000, grade: "D", isOtherVersion: false, common: null, direction: null },
      { id: "summer", at: 200, score: 10000, grade: "A", isOtherVersion: false, common: null, direction: "better" },
      {
        id: "autumn",
        at: 300,
        score: 6666,
        grade: "C",
        isOtherVersion: true,
        common: { first: 10000, second: 10000, questions: 2 },
        direction: "same",
      },
    ],
    running: { low: 5000, high: 10000 },
  });
});

test("a letter that is not final is not in the trend, and neither is a running assessment that is not there", () => {
  const { points, running } = trendOf([completed("only", 1, { a: given(100) })], null);
  expect(points).toMatchObject([{ score: 5000, grade: null }]);
  expect(running).toBeNull();
});

test("better and worse begin at two points", () => {
  expect(directionOf(5000, 5199)).toBe("same");
  expect(directionOf(5000, 5200)).toBe("better");
  expect(directionOf(5200, 5000)).toBe("worse");
  expect(directionOf(null, 5000)).toBeNull();
});

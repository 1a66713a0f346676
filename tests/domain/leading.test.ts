import fc from "fast-check";
import { expect, test } from "vitest";
import { inOrderOfConcern, type Taken } from "#domain/leading.ts";
import type { Grade } from "#domain/scoring/grade.ts";
import type { StandingNumbers } from "#domain/standing.ts";

const numbers = (more: Partial<StandingNumbers> = {}): { numbers: StandingNumbers } => ({
  numbers: {
    number: 1,
    version: "1",
    score: 5_000,
    low: 5_000,
    high: 5_000,
    coverage: 10_000,
    gradeLow: "C",
    gradeHigh: "C",
    final: true,
    asked: 10,
    answered: 10,
    critical: 0,
    at: "2026-11-18T03:00:00.000Z",
    ...more,
  },
});
const completed = (frameworkId: string, gradeLow: Grade, score: number, final = true): Taken => ({
  frameworkId,
  completed: numbers({ gradeLow, score, final }),
  running: null,
});
const running = (frameworkId: string, at: string): Taken => ({
  frameworkId,
  completed: null,
  running: numbers({ at, final: false }),
});
const ids = (standings: readonly Taken[]) => inOrderOfConcern(standings).map(({ frameworkId }) => frameworkId);

test("the worst letter comes first, then the lower score, and what was never completed last", () => {
  const standings = [
    running("iso", "2026-11-20T03:00:00.000Z"),
    completed("leakage", "B", 8_000),
    completed("gdpr", "D", 9_100),
    completed("vn", "D", 4_200),
    running("new", "2026-11-21T03:00:00.000Z"),
    { frameworkId: "given-up", completed: null, running: null },
  ];
  expect(ids(standings)).toEqual(["vn", "gdpr", "leakage", "new", "iso"]);
});

test("a result without a letter stands by that of its low end: a critical question was left open", () => {
  const open = completed("open", "E", 3_600, false);
  expect(ids([completed("b", "B", 7_600), completed("d", "D", 6_700), open])).toEqual(["open", "d", "b"]);
});

test("the order is the same, however they came, and leaves nothing taken out", () => {
  const anyTaken = fc.oneof(
    fc.record({ grade: fc.constantFrom<Grade>("A", "B", "C", "D", "E"), score: fc.nat(10_000), final: fc.boolean() }),
    fc.record({ at: fc.constantFrom("2026-11-20T03:00:00.000Z", "2026-11-21T03:00:00.000Z") }),
  );
  fc.assert(
    fc.property(fc.array(anyTaken, { maxLength: 6 }), (drafts) => {
      const standings = drafts.map((draft, i) =>
        "at" in draft ? running(`f${i}`, draft.at) : completed(`f${i}`, draft.grade, draft.score, draft.final),
      );
      const order = ids(standings);
      expect(ids([...standings].reverse())).toEqual(order);
      expect([...order].sort()).toEqual(standings.map(({ frameworkId }) => frameworkId).sort());
    }),
    { numRuns: 200 },
  );
});

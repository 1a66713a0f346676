import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cadences, dueDays, dueDaysMissed, isDay, nextDue, plusDays, type Cadence } from "#domain/schedule.ts";

const anyDay = fc
  .date({ min: new Date("2020-01-01"), max: new Date("2060-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const repeating = fc.constantFrom<Cadence>("monthly", "quarterly", "half-yearly", "yearly");

describe("the next due day", () => {
  test.each<[Cadence, string, string, string | null]>([
    ["monthly", "2026-11-24", "2026-11-24", "2026-12-24"],
    ["monthly", "2026-12-15", "2026-11-24", "2026-12-15"],
    ["monthly", "2026-01-31", "2026-01-31", "2026-02-28"],
    ["monthly", "2026-01-31", "2026-02-28", "2026-03-31"],
    ["monthly", "2026-01-31", "2026-03-31", "2026-04-30"],
    ["quarterly", "2026-11-30", "2026-11-30", "2027-02-28"],
    ["quarterly", "2026-11-30", "2027-02-28", "2027-05-30"],
    ["half-yearly", "2026-08-31", "2026-08-31", "2027-02-28"],
    ["yearly", "2028-02-29", "2028-02-29", "2029-02-28"],
    ["yearly", "2028-02-29", "2031-02-28", "2032-02-29"],
    ["monthly", "2026-12-31", "2026-12-31", "2027-01-31"],
    ["once", "2026-12-31", "2026-12-30", "2026-12-31"],
    ["once", "2026-12-31", "2026-12-31", null],
  ])("%s from %s, after %s, is %s", (cadence, anchor, after, due) => {
    expect(nextDue(cadence, anchor, after)).toBe(due);
  });

  test("lies after the day asked for, never before the anchor, and nothing is due in between", () => {
    fc.assert(
      fc.property(repeating, anyDay, anyDay, (cadence, anchor, after) => {
        const due = nextDue(cadence, anchor, after);
        expect(due).not.toBeNull();
        expect(isDay(due as string)).toBe(true);
        expect((due as string) > after && (due as string) >= anchor).toBe(true);
        expect(nextDue(cadence, anchor, plusDays(due as string, -1))).toBe(due);
        expect(dueDaysMissed(cadence, anchor, after, plusDays(due as string, -1))).toBe(0);
      }),
    );
  });

  test("keeps the anchor's day of the month wherever the month has it", () => {
    fc.assert(
      fc.property(repeating, anyDay, (cadence, anchor) => {
        for (const due of dueDays(cadence, anchor, anchor, 30)) {
          const [wanted, got] = [Number(anchor.slice(8)), Number(due.slice(8))];
          expect(got === wanted || (got < wanted && plusDays(due, 1).endsWith("-01"))).toBe(true);
        }
      }),
    );
  });
});

test("twelve months, four quarters, two halves and one year reach the same day", () => {
  const after = (cadence: Cadence, times: number) => dueDays(cadence, "2026-08-31", "2026-08-31", times).at(-1);
  expect([after("monthly", 12), after("quarterly", 4), after("half-yearly", 2), after("yearly", 1)]).toEqual(
    Array(4).fill("2027-08-31"),
  );
});

test("a long downtime counts the days that it swallowed", () => {
  expect(dueDaysMissed("monthly", "2026-01-31", "2026-02-28", "2026-06-15")).toBe(3);
  expect(dueDaysMissed("once", "2026-01-31", "2026-01-31", "2030-01-01")).toBe(0);
});

test("only days of the calendar are days", () => {
  expect(["2026-02-28", "2028-02-29", "2026-12-31"].every(isDay)).toBe(true);
  expect(["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "24/11/2026", ""].some(isDay)).toBe(false);
  expect(cadences).toHaveLength(5);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { type AnswerSpec, type AnswerValue, creditOf } from "#domain/answering.ts";
import { Refusal } from "#domain/refusal.ts";
import { anyAnswering } from "#tests/arbitraries.ts";

const today = "2026-11-24";

function refused(spec: AnswerSpec, value: AnswerValue): string {
  try {
    return `accepted with ${creditOf(spec, value, today)}`;
  } catch (error) {
    return error instanceof Refusal ? error.code : "broken";
  }
}

const choice: AnswerSpec = {
  kind: "choice",
  choices: [
    { value: "met", credit: 100 },
    { value: "partly", credit: 50 },
    { value: "planned", credit: 0, planned: true },
    { value: "unmet", credit: 0 },
  ],
};

test("a choice earns its credit, and a plan nothing", () => {
  const earned = ["met", "partly", "planned", "unmet"].map((value) => creditOf(choice, value, today));
  expect(earned).toEqual([100, 50, 0, 0]);
});

test("what the question does not offer is refused", () => {
  for (const value of ["maybe", "", 100, ["met"]]) expect(refused(choice, value)).toBe("unknown-choice");
});

const several: AnswerSpec = {
  kind: "several",
  boxes: [
    { value: "paper", credit: 40 },
    { value: "mail", credit: 40 },
    { value: "app", credit: 40 },
  ],
};

test("ticked boxes add up and are cut at 100", () => {
  expect(creditOf(several, ["paper"], today)).toBe(40);
  expect(creditOf(several, ["mail", "paper"], today)).toBe(80);
  expect(creditOf(several, ["paper", "mail", "app"], today)).toBe(100);
  expect(creditOf(several, ["paper", "paper"], today)).toBe(40);
});

test("none of these excludes the others, and nothing ticked is no answer", () => {
  expect(creditOf(several, ["none"], today)).toBe(0);
  for (const value of [["none", "mail"], [], ["fax"], "paper"]) expect(refused(several, value)).toBe("unknown-choice");
});

const number: AnswerSpec = {
  kind: "number",
  max: 365,
  bands: [
    { from: 0, to: 0, credit: 100 },
    { from: 1, to: 7, credit: 50 },
    { from: 8, to: null, credit: 0 },
  ],
};

test("a number earns what its band earns, both ends included", () => {
  expect([0, 1, 7, 8, 365].map((value) => creditOf(number, value, today))).toEqual([100, 50, 50, 0, 0]);
});

test("a number outside the bands, above the maximum or not whole is refused", () => {
  for (const value of [-1, 366, 1.5, NaN, Infinity, "7"]) expect(refused(number, value)).toBe("unknown-choice");
});

const date: AnswerSpec = {
  kind: "date",
  bands: [
    { upToDays: 30, credit: 100 },
    { upToDays: 365, credit: 50 },
    { upToDays: null, credit: 0 },
  ],
};

test("a date earns by its age in whole days on the day of answering", () => {
  const earned = ["2026-11-24", "2026-10-25", "2026-10-24", "2025-11-24", "2025-11-23", "1999-01-01"];
  expect(earned.map((value) => creditOf(date, value, today))).toEqual([100, 100, 50, 50, 0, 0]);
  expect(creditOf(date, "2028-02-29", "2028-03-30")).toBe(100);
});

test("a day to come, no day at all and other spellings are refused", () => {
  for (const value of ["2026-11-25", "2026-02-30", "24/11/2026", "2026-11-24T00:00:00Z", 20261124])
    expect(refused(date, value)).toBe("unknown-choice");
  expect(() => creditOf(date, "2026-11-24", "today")).toThrow("not a plain date");
});

test("a maturity level earns all from the target on, 3 unless said", () => {
  const earned = (target?: number) =>
    [0, 1, 2, 3, 4, 5].map((level) => creditOf({ kind: "maturity", target }, level, today));
  expect(earned()).toEqual([0, 16, 50, 100, 100, 100]);
  expect(earned(4)).toEqual([0, 10, 30, 60, 100, 100]);
  expect(earned(5)).toEqual([0, 6, 20, 40, 66, 100]);
  for (const value of [6, -1, 2.5, "3"]) expect(refused({ kind: "maturity" }, value)).toBe("unknown-choice");
});

test("whatever a question offers earns a whole credit from 0 to 100", () => {
  fc.assert(
    fc.property(anyAnswering, ({ spec, value, on }) => {
      const credit = creditOf(spec, value, on);
      expect(Number.isInteger(credit) && credit >= 0 && credit <= 100).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

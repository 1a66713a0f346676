import { expect, test } from "vitest";
import { confidenceOf } from "#domain/scoring/confidence.ts";
import type { Answers, Facts, ScoredFramework, ScoredQuestion, Severity } from "#domain/scoring/model.ts";
import { scoreOf } from "#domain/scoring/score.ts";
import { statesOf } from "#domain/scoring/states.ts";
import { dontKnow, framework, given, notApplicable, question } from "#tests/arbitraries.ts";

// Every case of the scoring decision's table: score, low, high, coverage, share of not applicable, confidence, span, final.
interface Case {
  framework: ScoredFramework;
  facts?: Facts;
  given?: Answers;
  locked?: true;
  now?: number;
  expected: [...(number | null)[], span: string | null, final: "final" | "not final"];
  naLift?: number;
  /** Whether the not-applicable marks are warned of. */
  warns?: boolean;
  /** The letter that the number alone would give, where a critical question caps it. */
  withoutCap?: string;
}

const e = { evidence: [{ validUntil: 200 }] };
const er = { ...e, review: { validUntil: 300 } };

const a = question("a", { severity: "S4" });
const only = framework([a]);
const two = framework([a, question("b", { severity: "S1" })]);
const gated = framework([
  question("g", { severity: "S1" }),
  question("h", { severity: "S3", asksWhen: [{ question: "g", least: 50 }] }),
]);
const inCloud = (...conditions: string[]): ScoredFramework =>
  framework([
    question("a", { severity: "S2" }),
    question("x", { severity: "S4", appliesWhen: conditions.map((value) => ({ fact: "cloud", in: [value] })) }),
  ]);
const withInformative = framework(
  [question("a", { severity: "S2" }), question("b", { severity: "S3", topic: "extra" })],
  { extra: 0 },
);
const informativeOnly = framework([question("b", { severity: "S3", topic: "extra" })], { extra: 0 });
const thirds = framework(["a", "b", "c"].map((id) => question(id, { severity: "S3" })));
const several = (n: number, severity: Severity): ScoredFramework =>
  framework(Array.from({ length: n }, (_, i): ScoredQuestion => question(`q${i}`, { severity })));
/** Groups of answers in the order of the questions, `null` for none. */
const inTurn = (...groups: [times: number, answer: number | typeof notApplicable | null][]): Answers => {
  const all = groups.flatMap(([times, answer]) => Array.from({ length: times }, () => answer));
  return Object.fromEntries(all.map((answer, i) => [`q${i}`, answer === null ? undefined : given(answer)]));
};

const cases: Record<string, Case> = {
  "empty framework": {
    framework: framework([]),
    expected: [null, null, null, null, null, null, null, "not final"],
  },
  "nothing answered": {
    framework: only,
    expected: [null, 0, 10000, 0, 0, null, "E–A", "not final"],
  },
  "nothing, locked": {
    framework: only,
    locked: true,
    expected: [0, 0, 0, 0, 0, null, "E", "not final"],
  },
  "met, full proof": {
    framework: only,
    given: { a: given(100, er) },
    expected: [10000, 10000, 10000, 10000, 0, 10000, "A", "final"],
  },
  "met, evidence": {
    framework: only,
    given: { a: given(100, e) },
    expected: [10000, 10000, 10000, 10000, 0, 5000, "A", "final"],
  },
  "met, evidence out of date at 200": {
    framework: only,
    given: { a: given(100, e) },
    now: 200,
    expected: [10000, 10000, 10000, 10000, 0, 0, "A", "final"],
  },
  half: {
    framework: only,
    given: { a: given(50) },
    expected: [5000, 5000, 5000, 10000, 0, 0, "D", "final"],
  },
  "don't know": {
    framework: only,
    given: { a: given(dontKnow) },
    expected: [0, 0, 0, 10000, 0, null, "E", "final"],
  },
  "n/a accepted": {
    framework: only,
    given: { a: given(notApplicable) },
    expected: [null, null, null, null, 10000, null, null, "not final"],
  },
  "n/a without reason": {
    framework: only,
    given: { a: given({ ...notApplicable, reason: "" }) },
    expected: [null, 0, 10000, 0, 0, null, "E–A", "not final"],
  },
  "n/a pending": {
    framework: only,
    given: { a: given({ ...notApplicable, accepted: false }) },
    expected: [null, 0, 10000, 0, 0, null, "E–A", "not final"],
  },
  "carried, unconfirmed": {
    framework: only,
    given: { a: given(100, { confirmed: false }) },
    expected: [null, 0, 10000, 0, 0, null, "E–A", "not final"],
  },
  "finding 25 on 100": {
    framework: only,
    given: { a: given(100, { finding: 25 }) },
    expected: [2500, 2500, 2500, 10000, 0, 0, "E", "final"],
  },
  "critical open": {
    framework: two,
    given: { a: given(0), b: given(100) },
    expected: [1111, 1111, 1111, 10000, 0, 0, "E", "final"],
  },
  "small open": {
    framework: two,
    given: { a: given(100), b: given(0) },
    expected: [8888, 8888, 8888, 10000, 0, 0, "B", "final"],
  },
  "only the small one": {
    framework: two,
    given: { b: given(100) },
    expected: [10000, 1111, 10000, 1111, 0, 0, "E–A", "not final"],
  },
  "only the small one, locked": {
    framework: two,
    given: { b: given(100) },
    locked: true,
    expected: [1111, 1111, 1111, 1111, 0, 0, "E", "not final"],
  },
  "gate no": {
    framework: gated,
    given: { g: given(0), h: given(100) },
    expected: [0, 0, 0, 10000, 0, null, "E", "final"],
  },
  "gate don't know": {
    framework: gated,
    given: { g: given(dontKnow), h: given(100) },
    expected: [0, 0, 0, 10000, 0, null, "E", "final"],
  },
  "gate yes, follow-up open": {
    framework: gated,
    given: { g: given(100) },
    expected: [10000, 2000, 10000, 2000, 0, 0, "E–A", "not final"],
  },
  "gate yes, follow-up half": {
    framework: gated,
    given: { g: given(100), h: given(50) },
    expected: [6000, 6000, 6000, 10000, 0, 0, "C", "final"],
  },
  "gate open": {
    framework: gated,
    given: { h: given(100) },
    expected: [null, 0, 10000, 0, 0, null, "E–A", "not final"],
  },
  "gate open, locked": {
    framework: gated,
    given: { h: given(100) },
    locked: true,
    expected: [0, 0, 0, 0, 0, null, "E", "not final"],
  },
  "gate no, follow-up n/a": {
    framework: gated,
    given: { g: given(0), h: given(notApplicable) },
    expected: [0, 0, 0, 10000, 0, null, "E", "final"],
  },
  "gate open, follow-up n/a": {
    framework: gated,
    given: { h: given(notApplicable) },
    expected: [null, 0, 10000, 0, 0, null, "E–A", "not final"],
  },
  "gate yes, follow-up n/a": {
    framework: gated,
    given: { g: given(100), h: given(notApplicable) },
    expected: [10000, 10000, 10000, 10000, 8000, 0, "A", "final"],
    warns: true,
  },
  "gate n/a": {
    framework: gated,
    given: { g: given(notApplicable), h: given(50) },
    expected: [5000, 5000, 5000, 10000, 2000, 0, "D", "final"],
  },
  "hidden by fact": {
    framework: inCloud("yes"),
    facts: { cloud: ["no"] },
    given: { a: given(100), x: given(0) },
    expected: [10000, 10000, 10000, 10000, 0, 0, "A", "final"],
  },
  "shown by fact": {
    framework: inCloud("yes"),
    facts: { cloud: ["yes"] },
    given: { a: given(100), x: given(0) },
    expected: [2000, 2000, 2000, 10000, 0, 0, "E", "final"],
  },
  "fact unknown": {
    framework: inCloud("yes"),
    given: { a: given(100), x: given(0) },
    expected: [2000, 2000, 2000, 10000, 0, 0, "E", "final"],
  },
  contradiction: {
    framework: inCloud("yes", "no"),
    facts: { cloud: ["yes"] },
    given: { a: given(100), x: given(0) },
    expected: [10000, 10000, 10000, 10000, 0, 0, "A", "final"],
  },
  "zero-weight topic": {
    framework: withInformative,
    given: { a: given(50), b: given(0) },
    expected: [5000, 5000, 5000, 10000, 0, 0, "D", "final"],
  },
  "only zero-weight answered": {
    framework: withInformative,
    given: { b: given(100) },
    expected: [null, 0, 10000, 0, 0, null, "E–A", "not final"],
  },
  "all zero-weight": {
    framework: informativeOnly,
    given: { b: given(100) },
    expected: [null, null, null, null, null, null, null, "not final"],
  },
  thirds: {
    framework: thirds,
    given: { a: given(100), b: given(0), c: given(0) },
    expected: [3333, 3333, 3333, 10000, 0, 0, "E", "final"],
  },
  "thirds, one open": {
    framework: thirds,
    given: { a: given(100), b: given(0) },
    expected: [5000, 3333, 6666, 6666, 0, 0, "E–C", "not final"],
  },
  "1 of 30 critical half": {
    framework: several(30, "S4"),
    given: inTurn([1, 50], [29, 100]),
    expected: [9833, 9833, 9833, 10000, 0, 0, "B", "final"],
    withoutCap: "A",
  },
  "1 of 30 critical unmet": {
    framework: several(30, "S4"),
    given: inTurn([1, 0], [29, 100]),
    expected: [9666, 9666, 9666, 10000, 0, 0, "C", "final"],
    withoutCap: "A",
  },
  "3 of 30 critical unmet": {
    framework: several(30, "S4"),
    given: inTurn([3, 0], [27, 100]),
    expected: [9000, 9000, 9000, 10000, 0, 0, "C", "final"],
    withoutCap: "A",
  },
  "8 of 30 critical unmet": {
    framework: several(30, "S4"),
    given: inTurn([8, 0], [22, 100]),
    expected: [7333, 7333, 7333, 10000, 0, 0, "D", "final"],
    withoutCap: "C",
  },
  "3 of 10 critical unmet": {
    framework: several(10, "S4"),
    given: inTurn([3, 0], [7, 100]),
    expected: [7000, 7000, 7000, 10000, 0, 0, "D", "final"],
    withoutCap: "C",
  },
  "9 of 10 answered": {
    framework: several(10, "S2"),
    given: inTurn([9, 100], [1, null]),
    expected: [10000, 9000, 10000, 9000, 0, 0, "A", "final"],
  },
  "8 of 10 answered": {
    framework: several(10, "S2"),
    given: inTurn([8, 100], [2, null]),
    expected: [10000, 8000, 10000, 8000, 0, 0, "B–A", "not final"],
  },
  "2 of 10 n/a": {
    framework: several(10, "S2"),
    given: inTurn([8, 100], [2, notApplicable]),
    expected: [10000, 10000, 10000, 10000, 2000, 0, "A", "final"],
    warns: true,
  },
  "5 of 10 n/a": {
    framework: several(10, "S2"),
    given: inTurn([4, 100], [1, 0], [5, notApplicable]),
    expected: [8000, 8000, 8000, 10000, 5000, 0, "B", "final"],
    warns: true,
    naLift: 4000,
  },
};

test.each(Object.entries(cases))("%s", (_, { framework: of, facts = {}, given: answers = {}, ...more }) => {
  const assessment = { framework: of, facts, given: answers, locked: more.locked ?? false };
  const states = statesOf(assessment);
  const result = scoreOf({ framework: of, states });
  const { score, low, high, coverage, notApplicable: share, gradeLow, gradeHigh, final } = result;
  const { confidence } = confidenceOf(assessment, states, more.now ?? 0);
  const span = gradeLow === gradeHigh ? gradeLow : `${gradeLow}–${gradeHigh}`;
  const numbers = [score, low, high, coverage, share, confidence, span, final ? "final" : "not final"];
  expect(numbers).toEqual(more.expected);
  if (more.warns !== undefined) expect(result.warnsOfNotApplicable).toBe(more.warns);
  if (more.naLift !== undefined) expect(result.naLift).toBe(more.naLift);
  if (final) expect(result.cappedBy?.without).toBe(more.withoutCap);
});

test("not-applicable marks of a fifth of the weight are warned of, whatever they lift", () => {
  const states = statesOf({
    framework: gated,
    facts: {},
    given: { g: given(notApplicable), h: given(0) },
    locked: false,
  });
  const { naLift, notApplicable: share, warnsOfNotApplicable } = scoreOf({ framework: gated, states });
  expect([share, naLift, warnsOfNotApplicable]).toEqual([2000, 0, true]);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { exposureOf, type Firm } from "#domain/scoring/exposure.ts";
import {
  bandFor,
  ceilingFor,
  clausesWithTwoBands,
  type Fine,
  type Fines,
  type FixedBand,
  gdprCeilingFor,
  type RevenueCeiling,
} from "#domain/scoring/fines.ts";
import type { Answers, Assessment } from "#domain/scoring/model.ts";
import { statesOf } from "#domain/scoring/states.ts";
import { anyAssessment, anyFines, dontKnow, framework, given, question } from "#tests/arbitraries.ts";
import { gatingNothing, giving, idsIn } from "./result.ts";

const organisation: Firm = { subject: "organisation" };

function band(clause: string, min: number, max: number, more: Partial<FixedBand> = {}): FixedBand {
  return { kind: "band", clause, unit: "VND", min, max, printedFor: "organisation", confidence: "H", ...more };
}

function exposed(assessment: Assessment, fines: Fines, firm: Firm = organisation) {
  return exposureOf({ framework: assessment.framework, states: statesOf(assessment) }, fines, firm);
}

/** One question for each fine, answered so. */
function exposedBy(fines: readonly Fine[], answer: Answers[string], firm: Firm = organisation) {
  const ids = fines.map((_, i) => `q${i}`);
  const assessment = {
    framework: framework(ids.map((id) => question(id))),
    facts: {},
    given: Object.fromEntries(ids.map((id) => [id, answer])),
    locked: false,
  };
  return exposed(assessment, Object.fromEntries(fines.map((fine, i) => [`q${i}`, [fine]])), firm);
}

test("a band printed for organisations is half for everyone else, one for individuals is double for organisations", () => {
  const x = band("X", 40, 60);
  const y = band("Y", 10, 20, { printedFor: "individual" });
  expect(bandFor(x, "organisation")).toEqual({ from: 40, to: 60 });
  expect(bandFor(x, "household")).toEqual({ from: 20, to: 30 });
  expect(bandFor(y, "organisation")).toEqual({ from: 20, to: 40 });
  expect(bandFor(y, "individual")).toEqual({ from: 10, to: 20 });
  expect(bandFor(band("Z", 5, 15), "individual")).toEqual({ from: 2, to: 7 });
  expect(bandFor(band("Z", 5, 15, { printedFor: "asPrinted" }), "individual")).toEqual({ from: 5, to: 15 });
});

test("bands are added up once a clause, with the worst mark beside the sum", () => {
  const { certain, possible } = exposedBy(
    [band("X", 40, 60), band("X", 40, 60), band("Z", 20, 30, { confidence: "L" })],
    given(50),
  );
  expect(certain.sums).toEqual([{ unit: "VND", clauses: 2, from: 60, to: 90, confidence: "L" }]);
  expect(certain.bands.map(({ clause, questions }) => [clause, questions])).toEqual([
    ["X", ["q0", "q1"]],
    ["Z", ["q2"]],
  ]);
  expect(possible.bands).toEqual([]);
});

test("two bands for one clause count as the larger of each end, and the content check hears of it", () => {
  const two = [band("X", 10, 60), band("X", 20, 50), band("Y", 1, 2), band("Y", 1, 2)];
  const { certain } = exposedBy(two, given(0));
  expect(certain.bands.map(({ clause, from, to }) => [clause, from, to])).toEqual([
    ["X", 20, 60],
    ["Y", 1, 2],
  ]);
  expect(clausesWithTwoBands({ a: two })).toEqual(["X"]);
});

test("currencies are never added", () => {
  const { certain } = exposedBy([band("X", 40, 60), band("N", 1, 2, { unit: "EUR" })], given(0));
  expect(certain.sums.map(({ unit, from, to }) => [unit, from, to])).toEqual([
    ["EUR", 1, 2],
    ["VND", 40, 60],
  ]);
});

test("what is not known is possible, what is met is neither", () => {
  const fines = [band("X", 40, 60)];
  const isListed = (answer: Answers[string]) => {
    const { certain, possible } = exposedBy(fines, answer);
    return [certain.bands.length, possible.bands.length];
  };
  expect(isListed(given(99))).toEqual([1, 0]);
  expect(isListed(given(100))).toEqual([0, 0]);
  expect(isListed(given(dontKnow))).toEqual([0, 1]);
  expect(isListed(undefined)).toEqual([0, 1]);
});

test("a ceiling by revenue is at least its floor, half for an individual, and open when revenue is not known", () => {
  const bn = 1_000_000_000;
  const abroad: RevenueCeiling = {
    kind: "revenue",
    clause: "vn-law-91-2025 8.3",
    share: 500,
    floor: 3 * bn,
    unit: "VND",
    confidence: "H",
  };
  expect(ceilingFor(abroad, { ...organisation, revenue: 100 * bn })).toEqual({ amount: 5 * bn, atLeast: false });
  expect(ceilingFor(abroad, { ...organisation, revenue: 40 * bn })).toEqual({ amount: 3 * bn, atLeast: false });
  expect(ceilingFor(abroad, organisation)).toEqual({ amount: 3 * bn, atLeast: true });
  expect(ceilingFor(abroad, { subject: "individual", revenue: 40 * bn })).toEqual({ amount: 1.5 * bn, atLeast: false });
  const { certain } = exposedBy([abroad, band("X", 40, 60)], given(0), { ...organisation, revenue: 100 * bn });
  expect(certain.ceilings).toMatchObject([{ kind: "revenue", amount: 5 * bn, atLeast: false, questions: ["q0"] }]);
  expect(certain.sums).toMatchObject([{ clauses: 1, from: 40, to: 60 }]);
});

test("a ceiling by proceeds is ten times them, that of any other act stands for itself", () => {
  const bn = 1_000_000_000;
  const of = { clause: "vn-law-91-2025 8", floor: 3 * bn, unit: "VND", confidence: "H" } as const;
  const sale = { ...of, kind: "proceeds", times: 10 } as const;
  expect(ceilingFor(sale, { ...organisation, proceeds: bn })).toEqual({ amount: 10 * bn, atLeast: false });
  expect(ceilingFor(sale, { ...organisation, proceeds: bn / 10 })).toEqual({ amount: 3 * bn, atLeast: false });
  expect(ceilingFor(sale, { subject: "household" })).toEqual({ amount: 1.5 * bn, atLeast: true });
  expect(ceilingFor({ ...of, kind: "act" }, organisation)).toEqual({ amount: 3 * bn, atLeast: false });
  expect(ceilingFor({ ...of, kind: "act" }, { subject: "individual" })).toEqual({ amount: 1.5 * bn, atLeast: false });
});

test("the GDPR names the ceiling of its highest tier alone", () => {
  const m = 1_000_000;
  const t1: Fine = { kind: "gdpr", clause: "gdpr 83.4", tier: "T1", confidence: "H" };
  const t2: Fine = { kind: "gdpr", clause: "gdpr 83.5", tier: "T2", confidence: "M" };
  const ceiling = (fines: Fine[], turnover?: number) => {
    const { gdpr } = exposedBy(fines, given(0), { ...organisation, turnover }).certain;
    return [gdpr?.tier, gdpr?.amount, gdpr?.atLeast];
  };
  expect(ceiling([t1, t2], 400 * m)).toEqual(["T2", 20 * m, false]);
  expect(ceiling([t1, t2], 700 * m)).toEqual(["T2", 28 * m, false]);
  expect(ceiling([t1, t2])).toEqual(["T2", 20 * m, true]);
  expect(ceiling([t1], 900 * m)).toEqual(["T1", 18 * m, false]);
  expect(gdprCeilingFor("T1", 500 * m + 99)).toEqual({ amount: 10 * m + 1, atLeast: false });
  expect(exposedBy([t1, t2], given(0)).certain.gdpr).toMatchObject({ clauses: ["gdpr 83.5"], questions: ["q1"] });
  expect(exposedBy([t1, t2], given(100)).certain.gdpr).toBeNull();
});

test("words come once, and a processor's contract before all else", () => {
  const words = (clause: string, vi: string, about?: "contract"): Fine => {
    return { kind: "words", clause, words: { vi, en: vi }, confidence: "H", about };
  };
  const fines = [words("a 1", "dừng"), words("b 2", "hợp đồng", "contract"), words("a 1", "dừng")];
  const order = (contractFirst: boolean) =>
    exposedBy(fines, given(0), { ...organisation, contractFirst }).certain.words.map(({ clause, questions }) => [
      clause,
      questions,
    ]);
  expect(order(false)).toEqual([
    ["a 1", ["q0", "q2"]],
    ["b 2", ["q1"]],
  ]);
  expect(order(true).map(([clause]) => clause)).toEqual(["b 2", "a 1"]);
});

const anyExposed = anyAssessment.chain((assessment) =>
  fc.record({
    assessment: fc.constant(assessment),
    fines: anyFines(assessment.framework),
    subject: fc.constantFrom("organisation", "household", "individual"),
  }),
);

test("P14: sums are ordered, half a gap is a gap, and closing one that gates nothing never raises what is certain", () => {
  fc.assert(
    fc.property(anyExposed, fc.nat(9), ({ assessment, fines, subject }, pick) => {
      const at = (of: Assessment) => exposed(of, fines, { subject });
      const before = at(assessment);
      for (const { from, to } of [...before.certain.sums, ...before.possible.sums]) {
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeGreaterThanOrEqual(from);
      }
      const alone = gatingNothing(assessment.framework);
      const gaps = idsIn(statesOf(assessment), "answered", "dontKnow").filter((id) => alone.has(id));
      const id = gaps[pick % Math.max(gaps.length, 1)];
      if (id === undefined) return;
      const unmet = at(giving(assessment, id, given(0)));
      expect(at(giving(assessment, id, given(50)))).toEqual(unmet);
      const met = at(giving(assessment, id, given(100))).certain;
      const [most, now] = [unmet.certain.sums[0], met.sums[0]];
      expect(now?.from ?? 0).toBeLessThanOrEqual(most?.from ?? 0);
      expect(now?.to ?? 0).toBeLessThanOrEqual(most?.to ?? 0);
      expect(met.ceilings.length).toBeLessThanOrEqual(unmet.certain.ceilings.length);
      expect(met.gdpr?.amount ?? 0).toBeLessThanOrEqual(unmet.certain.gdpr?.amount ?? 0);
    }),
    { numRuns: 500 },
  );
});

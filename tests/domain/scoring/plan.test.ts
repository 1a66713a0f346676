import fc from "fast-check";
import { expect, test } from "vitest";
import { damageOf } from "#domain/scoring/damage.ts";
import { type Gap, gapsOf } from "#domain/scoring/gaps.ts";
import type { Assessment } from "#domain/scoring/model.ts";
import { type PlannableTask, planOf } from "#domain/scoring/plan.ts";
import { promisedGain } from "#domain/scoring/promise.ts";
import { scoreOf } from "#domain/scoring/score.ts";
import { statesOf } from "#domain/scoring/states.ts";
import { anyAssessment, dontKnow, framework, given, question } from "#tests/arbitraries.ts";
import { idsIn } from "./result.ts";

function gapsIn(assessment: Assessment): Gap[] {
  return gapsOf({ framework: assessment.framework, states: statesOf(assessment) });
}

const anyPlanning = anyAssessment.chain((assessment) => {
  const questions = assessment.framework.questions.map(({ id }) => ({ framework: "any", question: id }));
  const anyTask = fc.record({
    id: fc.string({ minLength: 1, maxLength: 3 }),
    effort: fc.constantFrom("S", "M", "L"),
    clockRuns: fc.boolean(),
    closes: fc.subarray(questions),
  });
  const tasks = fc.uniqueArray(anyTask, { maxLength: 12, selector: ({ id }) => id });
  return fc.record({ gaps: fc.constant(gapsIn(assessment)), tasks });
});

test("P15: a plan names at most five tasks, each worth something, critical ones first, in whatever order they came", () => {
  fc.assert(
    fc.property(anyPlanning, ({ gaps, tasks }) => {
      const plan = planOf(gaps, tasks);
      expect(plan.first.length).toBeLessThanOrEqual(5);
      expect(plan.first.every(({ value }) => value > 0)).toBe(true);
      const critical = plan.first.map(({ closesCritical }) => closesCritical);
      expect(critical).toEqual([...critical].sort((a, b) => Number(b) - Number(a)));
      const closed = plan.first.flatMap(({ closes }) => closes.map((gap) => gap.question));
      expect(new Set(closed).size).toBe(closed.length);
      expect(planOf([...gaps].reverse(), [...tasks].reverse())).toEqual(plan);
    }),
    { numRuns: 400 },
  );
});

test("values of one control add up over frameworks, and a small task is offered when none is in the list", () => {
  const gap = (of: string, weight: number): Gap => {
    const value = weight * 100;
    return { framework: of, question: "q", state: "answered", severity: "S2", weight, credit: 0, value };
  };
  const gaps = [gap("gdpr", 2), gap("iso", 4), gap("vn", 1)];
  const task = (id: string, effort: "S" | "M" | "L", ...of: string[]): PlannableTask => {
    return { id, effort, clockRuns: false, closes: of.map((name) => ({ framework: name, question: "q" })) };
  };
  const tasks = [task("both", "M", "gdpr", "iso"), task("again", "S", "iso")];
  expect(planOf(gaps, tasks).first.map(({ id, value }) => [id, value])).toEqual([
    ["again", 400],
    ["both", 200],
  ]);
  const long = Array.from({ length: 5 }, (_, i) => ({ ...gap(`f${i}`, 8), severity: "S4" as const }));
  const heavy = long.map(({ framework: of }) => task(of, "L", of));
  const plan = planOf([...long, gap("vn", 1)], [...heavy, task("little", "S", "vn")]);
  expect(plan.first.map(({ id }) => id)).toEqual(["f0", "f1", "f2", "f3", "f4"]);
  expect(plan.quickWin).toMatchObject({ id: "little", value: 100 });
});

test("of equal value for the effort the bigger task comes first, then the smaller id", () => {
  const gap = (id: string, value: number): Gap => {
    return { framework: "vn", question: id, state: "answered", severity: "S2", weight: value / 100, credit: 0, value };
  };
  const task = (id: string, effort: "S" | "M", closes: string): PlannableTask => {
    return { id, effort, clockRuns: false, closes: [{ framework: "vn", question: closes }] };
  };
  const gaps = [gap("p", 100), gap("q", 300), gap("r", 100)];
  const tasks = [task("c", "S", "p"), task("b", "S", "r"), task("d", "M", "q")];
  expect(planOf(gaps, tasks).first.map(({ id }) => id)).toEqual(["d", "b", "c"]);
});

const policy: Assessment = {
  framework: framework([
    question("policy.written", { severity: "S2" }),
    question("policy.reviewed", { severity: "S1", asksWhen: [{ question: "policy.written", least: 50 }] }),
    question("list", { severity: "S3" }),
  ]),
  facts: {},
  given: { "policy.written": given(0), list: given(50) },
  locked: false,
};

test("the promised gain is the score with the gaps met, with the questions that this opens", () => {
  expect(promisedGain(policy, ["policy.written"])).toEqual({
    before: 2857,
    after: 6666,
    gain: 3809,
    pointsGained: 66 - 28,
    newQuestions: ["policy.reviewed"],
  });
  const judged = { ...policy, given: { list: given(50, { finding: 0 }) } };
  expect(promisedGain(judged, ["list"])).toMatchObject({ before: 0, after: 10000, gain: 10000 });
  expect(promisedGain(policy, [])).toEqual({ before: 2857, after: 2857, gain: 0, pointsGained: 0, newQuestions: [] });
  expect(promisedGain({ ...policy, given: {} }, [])).toMatchObject({
    before: null,
    gain: null,
    pointsGained: null,
  });
});

test("what was promised is what the number on the page rises by when the gaps are closed, running or completed", () => {
  fc.assert(
    fc.property(anyAssessment, fc.nat(1023), fc.boolean(), (running, mask, locked) => {
      const assessment = { ...running, locked };
      const { framework, facts } = assessment;
      const gaps = gapsIn(assessment).filter((_, i) => (mask >> i) % 2 === 1);
      const closed = gaps.map((gap) => gap.question);
      const { before, after, pointsGained } = promisedGain(assessment, closed);
      // closing a task gives each question its new answer, and drops a verdict on the old one
      const answered = Object.fromEntries(closed.map((id) => [id, given(100)]));
      const real = scoreOf({
        framework,
        states: statesOf({ framework, facts, locked, given: { ...assessment.given, ...answered } }),
      }).score;
      const shown = (score: number) => Math.floor(score / 100);
      expect(after).toBe(real);
      expect(pointsGained).toBe(before === null || real === null ? null : shown(real) - shown(before));
    }),
    { numRuns: 400 },
  );
});

test("meeting gaps never lowers the score", () => {
  fc.assert(
    fc.property(anyAssessment, fc.nat(1023), (assessment, mask) => {
      const gaps = gapsIn(assessment).filter((_, i) => (mask >> i) % 2 === 1);
      const { gain } = promisedGain(
        assessment,
        gaps.map((gap) => gap.question),
      );
      expect(gain ?? 0).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 400 },
  );
});

test("a gap is known and not fully met, and don't know is one", () => {
  fc.assert(
    fc.property(anyAssessment, fc.boolean(), (assessment, locked) => {
      const states = statesOf({ ...assessment, locked });
      const known = idsIn(states, "answered", "dontKnow", "implied", "leftOpen");
      const unmet = known.filter((id) => (states.get(id)?.credit ?? 0) < 100);
      const gaps = gapsIn({ ...assessment, locked }).map((gap) => gap.question);
      expect([...gaps].sort()).toEqual(unmet.sort());
    }),
    { numRuns: 300 },
  );
});

test("damage is told by kind of consequence, from what is not met", () => {
  const assessed = {
    framework: policy.framework,
    states: statesOf({ ...policy, given: { "policy.written": given(dontKnow), list: given(100) } }),
  };
  const informing = {
    framework: framework([question("list", { weight: 0 })]),
    states: statesOf({ ...policy, framework: framework([question("list", { weight: 0 })]) }),
  };
  expect(damageOf(informing, { list: ["money"] })).toEqual([]);
  const kinds = { "policy.written": ["trust", "legal"], "policy.reviewed": ["legal"], list: ["money"] };
  expect(damageOf(assessed, kinds)).toEqual([
    { kind: "legal", weight: 3, questions: ["policy.written", "policy.reviewed"] },
    { kind: "trust", weight: 2, questions: ["policy.written"] },
  ]);
});

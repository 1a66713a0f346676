import fc from "fast-check";
import { expect, test } from "vitest";
import { comparableOf } from "#domain/scoring/comparable.ts";
import type { Assessed, Assessment, ScoredFramework } from "#domain/scoring/model.ts";
import { scoreOf } from "#domain/scoring/score.ts";
import { statesOf } from "#domain/scoring/states.ts";
import { changeOf, stepsInOrder } from "#domain/scoring/waterfall.ts";
import {
  anyAssessment,
  anyNextVersion,
  anySuccession,
  dontKnow,
  framework,
  given,
  notApplicable,
  question,
} from "#tests/arbitraries.ts";

const runs = { numRuns: 500 };

function assess(assessment: Assessment): Assessed {
  return { framework: assessment.framework, states: statesOf(assessment) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((running, number) => running + number, 0);
}

test("P13: the steps lead from one score to the other exactly, the opened answers to their step", () => {
  fc.assert(
    fc.property(anySuccession, fc.boolean(), fc.boolean(), (succession, firstLocked, secondLocked) => {
      const first = assess({ ...succession.first, locked: firstLocked });
      const second = assess({ ...succession.second, locked: secondLocked });
      const [from, to] = [scoreOf(first).score, scoreOf(second).score];
      const change = changeOf(first, second);
      expect(change === null).toBe(from === null || to === null);
      if (change === null) return;
      expect([change.first, change.second]).toEqual([from, to]);
      expect(change.steps.map(({ step }) => step)).toEqual(stepsInOrder);
      expect(change.first + sum(change.steps.map((step) => step.change))).toBe(change.second);
      const answers = change.steps.find(({ step }) => step === "answers");
      expect(sum(change.answers.map((part) => part.change))).toBe(answers?.change);
      for (const { question: id, change: part } of change.answers) {
        const rise = (second.states.get(id)?.credit ?? 0) - (first.states.get(id)?.credit ?? 0);
        expect(part * rise).toBeGreaterThanOrEqual(0);
      }
    }),
    runs,
  );
});

test("P13: without a change every step is 0", () => {
  fc.assert(
    fc.property(anyAssessment, (assessment) => {
      const change = changeOf(assess(assessment), assess(assessment));
      for (const step of change?.steps ?? []) expect(step).toEqual({ step: step.step, change: 0, questions: [] });
      expect(change?.answers ?? []).toEqual([]);
    }),
    runs,
  );
});

test("P13: with other content alone and no gates, the common questions score the same", () => {
  const ungated = (of: ScoredFramework): ScoredFramework => {
    return { ...of, questions: of.questions.map((each) => ({ ...each, asksWhen: [] })) };
  };
  const anyPair = anyAssessment.chain((assessment) =>
    anyNextVersion(assessment.framework).map((next) => ({
      first: { ...assessment, framework: ungated(assessment.framework) },
      second: { ...assessment, framework: ungated(next) },
    })),
  );
  fc.assert(
    fc.property(anyPair, ({ first, second }) => {
      const common = comparableOf(assess(first), assess(second));
      expect(common.first).toBe(common.second);
    }),
    runs,
  );
});

test("changed answers open into rises and falls, each with the sign of its change", () => {
  const of = framework([
    question("a", { severity: "S3" }),
    question("b", { severity: "S4" }),
    question("c", { severity: "S2" }),
  ]);
  const at = (a: number, b: number, c: number): Assessed =>
    assess({ framework: of, facts: {}, given: { a: given(a), b: given(b), c: given(c) }, locked: false });
  const change = changeOf(at(50, 100, 0), at(100, 25, 0));
  expect(change?.answers).toEqual([
    { question: "a", change: 1429 },
    { question: "b", change: -4286 },
  ]);
  expect(change?.steps.filter((step) => step.change !== 0)).toEqual([
    { step: "answers", change: -2857, questions: ["a", "b"] },
  ]);
});

test("each way to come, to go and to change is a step of its own, in the order that defines them", () => {
  const onlyWith = (value: string) => ({ appliesWhen: [{ fact: "staff", in: [value] }] });
  const same = ["raised", "marked", "reopened", "improved", "answered", "unmarked"];
  const first: Assessment = {
    framework: framework([
      ...same.map((id) => question(id, { severity: "S2" })),
      question("dropped", { severity: "S3" }),
      question("reworded", { severity: "S3" }),
      question("left", { severity: "S2", ...onlyWith("yes") }),
      question("joined", { severity: "S2", ...onlyWith("no") }),
    ]),
    facts: { staff: ["yes"] },
    given: {
      ...{
        raised: given(100),
        marked: given(50),
        reopened: given(0),
        improved: given(25),
        unmarked: given(notApplicable),
      },
      ...{ dropped: given(100), reworded: given(0), left: given(100) },
    },
    locked: false,
  };
  const second: Assessment = {
    framework: framework([
      ...same.map((id) => question(id, { severity: id === "raised" ? "S4" : "S2" })),
      question("reworded", { severity: "S3", meaning: 2 }),
      question("left", { severity: "S2", ...onlyWith("yes") }),
      question("joined", { severity: "S2", ...onlyWith("no") }),
      question("added", { severity: "S1" }),
    ]),
    facts: { staff: ["no"] },
    given: {
      ...{ raised: given(100), marked: given(notApplicable), improved: given(75), answered: given(dontKnow) },
      ...{ unmarked: given(50), reworded: given(100), joined: given(0), added: given(0) },
    },
    locked: false,
  };
  const change = changeOf(assess(first), assess(second));
  expect([change?.first, change?.second]).toEqual([5277, 6904]);
  expect(change?.steps).toEqual([
    { step: "dropped", change: -1349, questions: ["dropped"] },
    { step: "reworded", change: 1572, questions: ["reworded"] },
    { step: "weights", change: 1687, questions: ["raised"] },
    { step: "noLongerApplies", change: -402, questions: ["left"] },
    { step: "nowNotApplicable", change: 298, questions: ["marked"] },
    { step: "reopened", change: 1417, questions: ["reopened"] },
    { step: "answers", change: 1000, questions: ["improved"] },
    { step: "newlyAnswered", change: -1584, questions: ["answered"] },
    { step: "noLongerNotApplicable", change: -416, questions: ["unmarked"] },
    { step: "newlyApplies", change: -938, questions: ["joined"] },
    { step: "added", change: 342, questions: ["added", "reworded"] },
  ]);
});

test("an emptied set carries the last number on: no plunge to zero and back", () => {
  const of = (id: string): ScoredFramework => framework([question(id), question("opened")]);
  const first: Assessment = {
    framework: of("old"),
    facts: {},
    given: { old: given(50), opened: given(100) },
    locked: true,
  };
  const second: Assessment = { framework: of("new"), facts: {}, given: { new: given(25) }, locked: false };
  const change = changeOf(assess(first), assess(second));
  expect(change?.steps.filter(({ questions }) => questions.length > 0)).toEqual([
    { step: "dropped", change: 2500, questions: ["old"] },
    { step: "reopened", change: 0, questions: ["opened"] },
    { step: "added", change: -7500, questions: ["new"] },
  ]);
  expect(comparableOf(assess(first), assess(second))).toEqual({ first: null, second: null, questions: 0 });
});

test("without a score on one side there is no waterfall", () => {
  const of = framework([question("a")]);
  const blank: Assessment = { framework: of, facts: {}, given: {}, locked: false };
  expect(changeOf(assess(blank), assess({ ...blank, given: { a: given(100) } }))).toBeNull();
  expect(changeOf(assess({ ...blank, given: { a: given(100) } }), assess(blank))).toBeNull();
});

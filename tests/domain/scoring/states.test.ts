import fc from "fast-check";
import { expect, test } from "vitest";
import { gradeOf } from "#domain/scoring/grade.ts";
import { decidingQuestions, openQuestionsOf } from "#domain/scoring/gaps.ts";
import type { Answers, Assessment, Facts, ScoredFramework } from "#domain/scoring/model.ts";
import { questionSetOf } from "#domain/scoring/question-set.ts";
import { leadingNumber, scoreOf, topicScoresOf } from "#domain/scoring/score.ts";
import { settle, withAnswer } from "#domain/scoring/settle.ts";
import { standingIn, statesOf } from "#domain/scoring/states.ts";
import { weightsOf } from "#domain/scoring/weights.ts";
import { anyAssessment, dontKnow, framework, given, notApplicable, question } from "#tests/arbitraries.ts";

function running(of: ScoredFramework, answers: Answers, facts: Facts = {}): Assessment {
  return { framework: of, facts, given: answers, locked: false };
}

const chain = framework([
  question("a"),
  question("b", { asksWhen: [{ question: "a", least: 50 }] }),
  question("c", { asksWhen: [{ question: "b", least: 50 }] }),
]);

test("every state that is not the respondent's own says why", () => {
  const hiding = framework([
    question("x", {
      appliesWhen: [
        { fact: "staff", in: ["yes"] },
        { fact: "abroad", in: ["yes"] },
      ],
    }),
  ]);
  const hidden = statesOf(running(hiding, {}, { staff: ["no"], abroad: ["no", "yes"] }));
  expect(hidden.get("x")).toEqual({ state: "hidden", credit: 0, because: ["staff"] });
  const open = statesOf(running(chain, {}));
  expect([...open.values()].map(({ state, because }) => [state, because])).toEqual([
    ["unanswered", []],
    ["unanswered", ["a"]],
    ["unanswered", ["b"]],
  ]);
  const shut = statesOf(running(chain, { a: given(0) }));
  expect(shut.get("b")).toEqual({ state: "implied", credit: 0, because: ["a"] });
  expect(shut.get("c")).toEqual({ state: "implied", credit: 0, because: ["b"] });
});

test("one shut gate is enough: shut beats open, and both beat the answer", () => {
  const both = framework([
    question("a"),
    question("b"),
    question("c", {
      asksWhen: [
        { question: "a", least: 50 },
        { question: "b", least: 50 },
      ],
    }),
  ]);
  const stateOfC = (answers: Answers) => statesOf(running(both, { ...answers, c: given(100) })).get("c")?.state;
  expect(stateOfC({ a: given(0) })).toBe("implied");
  expect(stateOfC({ a: given(100) })).toBe("unanswered");
  expect(stateOfC({ a: given(100), b: given(50) })).toBe("answered");
});

test("a finding is the answer, whatever stood there", () => {
  const of = framework([question("a")]);
  for (const answer of [0, dontKnow, notApplicable, { kind: "none" } as const])
    expect(statesOf(running(of, { a: given(answer, { confirmed: false, finding: 40 }) })).get("a")).toEqual({
      state: "answered",
      credit: 40,
      because: [],
    });
});

test("a mark on a question that must be answered counts as nothing", () => {
  const of = framework([question("a", { allowsNotApplicable: false })]);
  expect(statesOf(running(of, { a: given(notApplicable) })).get("a")?.state).toBe("unanswered");
});

test("gates that lead back to themselves are refused rather than guessed at", () => {
  const circle = framework([
    question("a", { asksWhen: [{ question: "b", least: 1 }] }),
    question("b", { asksWhen: [{ question: "a", least: 1 }] }),
  ]);
  expect(() => statesOf(running(circle, {}))).toThrow("lead back");
  expect(() => standingIn(statesOf(running(chain, {})), "z")).toThrow("no state");
});

test("settling unconfirms what stands behind an unanswered gate and lets its finding lapse", () => {
  const answers = { b: given(100), c: given(0, { finding: 50, confirmed: false }) };
  const { given: after, unconfirmed, lapsed } = settle(running(chain, answers));
  expect([unconfirmed, lapsed]).toEqual([["b"], ["c"]]);
  expect(after.b).toMatchObject({ answer: { credit: 100 }, confirmed: false });
  expect(after.c?.finding).toBeUndefined();
});

test("clearing a gate unconfirms its follow-ups; answering it again does not bring them back unseen", () => {
  const answered = running(chain, { a: given(100), b: given(100), c: given(100, { finding: 50 }) });
  const cleared = withAnswer(answered, "a", { kind: "none" });
  expect([cleared.unconfirmed, cleared.lapsed]).toEqual([["b", "c"], ["c"]]);
  const again = withAnswer({ ...answered, given: cleared.given }, "a", { kind: "choice", credit: 100 });
  expect(statesOf({ ...answered, given: again.given }).get("b")?.state).toBe("unanswered");
});

test("a completed assessment settles as it would have while it ran", () => {
  const of = running(chain, { b: given(100) });
  expect(settle({ ...of, locked: true }).unconfirmed).toEqual(settle(of).unconfirmed);
});

test("changing an answer lets its own finding lapse", () => {
  const answered = running(chain, { a: given(100, { finding: 60 }) });
  const { given: after, lapsed } = withAnswer(answered, "a", dontKnow);
  expect(lapsed).toEqual(["a"]);
  expect(statesOf({ ...answered, given: after }).get("a")?.state).toBe("dontKnow");
});

test("settling changes no state, and a second time nothing at all", () => {
  fc.assert(
    fc.property(anyAssessment, (assessment) => {
      const once = settle(assessment);
      const settled = { ...assessment, given: once.given };
      expect([...statesOf(settled)]).toEqual([...statesOf(assessment)]);
      expect(settle(settled)).toEqual({ given: once.given, unconfirmed: [], lapsed: [] });
    }),
    { numRuns: 500 },
  );
});

const mixed = framework(
  [
    question("small", { severity: "S1" }),
    question("critical", { severity: "S4" }),
    question("asked", { severity: "S3" }),
    question("extra", { severity: "S3", topic: "extra" }),
  ],
  { extra: 0 },
);

test("what decides a provisional grade is named heaviest first, and don't know is an open question too", () => {
  const of = running(mixed, { asked: given(dontKnow) });
  const assessed = { framework: mixed, states: statesOf(of) };
  expect(decidingQuestions(assessed)).toEqual(["critical", "small"]);
  expect(openQuestionsOf(assessed)).toEqual(["critical", "asked", "small", "extra"]);
  const completed = { framework: mixed, states: statesOf({ ...of, locked: true }) };
  expect(decidingQuestions(completed)).toEqual(["critical", "small"]);
});

test("a topic without weight informs, one that is hidden applies to nobody here", () => {
  const of = framework(
    [
      question("a"),
      question("b", { topic: "extra" }),
      question("c", { topic: "abroad", appliesWhen: [{ fact: "abroad", in: ["yes"] }] }),
    ],
    { extra: 0 },
  );
  const states = statesOf(running(of, { a: given(50), b: given(0) }, { abroad: ["no"] }));
  expect(topicScoresOf({ framework: of, states }).map(({ score, standing }) => [score, standing])).toEqual([
    [5000, "scored"],
    [null, "informative"],
    [null, "nothingApplies"],
  ]);
});

test("the range leads while an assessment runs, with the point from half of the weight on", () => {
  const half = framework([question("a"), question("b")]);
  const scored = (answers: Answers) => scoreOf({ framework: half, states: statesOf(running(half, answers)) });
  expect(leadingNumber(scored({}), false)).toBe("range");
  expect(leadingNumber(scored({ a: given(0) }), false)).toBe("rangeWithPoint");
  expect(leadingNumber(scored({ a: given(0) }), true)).toBe("point");
});

test("the page can name the critical questions that hold a grade down", () => {
  const of = framework(["d", "c", "b", "a"].map((id) => question(id, { severity: "S4" })));
  const states = statesOf(running(of, { a: given(50), b: given(100), c: given(100), d: given(100) }));
  const weights = weightsOf(of);
  const at = (bp: number) => gradeOf({ framework: of, weights, states }, bp, 0);
  expect(at(9500)).toEqual({ grade: "B", cap: { grade: "B", without: "A", questions: ["a"] } });
  expect(at(8000)).toEqual({ grade: "B", cap: null });
  const unmet = statesOf(running(of, { a: given(50), b: given(0), c: given(dontKnow), d: given(100) }));
  expect(scoreOf({ framework: of, states: unmet }).cappedBy).toBeNull();
  expect(gradeOf({ framework: of, weights, states: unmet }, 9999, 0).cap?.questions).toEqual(["b", "c"]);
});

test("two unmet critical questions are at most C however few there are, and one without weight caps nothing", () => {
  const of = framework(["a", "b", "c", "d"].map((id) => question(id, { severity: "S4", weight: id === "c" ? 20 : 1 })));
  const unmet = statesOf(running(of, { a: given(0), b: given(0), c: given(100), d: given(100) }));
  expect(scoreOf({ framework: of, states: unmet })).toMatchObject({ score: 9130, gradeLow: "C" });
  const informing = framework([question("a"), question("b", { severity: "S4", topic: "extra" })], { extra: 0 });
  const states = statesOf(running(informing, { a: given(100), b: given(0) }));
  expect(scoreOf({ framework: informing, states })).toMatchObject({ gradeLow: "A", cappedBy: null, final: true });
});

test("few not-applicable marks are warned of when they lift the score, because little else is known", () => {
  const of = framework([question("a"), question("b"), question("c", { weight: 16 })]);
  const states = statesOf(running(of, { a: given(100), b: given(notApplicable) }));
  expect(scoreOf({ framework: of, states })).toMatchObject({
    notApplicable: 1000,
    naLift: 5000,
    warnsOfNotApplicable: true,
  });
  const settledMost = statesOf(running(of, { a: given(100), b: given(notApplicable), c: given(0) }));
  expect(scoreOf({ framework: of, states: settledMost })).toMatchObject({
    notApplicable: 1000,
    naLift: 111,
    warnsOfNotApplicable: false,
  });
});

test("a grade is final from nine tenths of the weight on", () => {
  const isFinal = (weight: number) => {
    const of = framework([question("a", { weight }), question("b", { weight: 10_000 - weight })]);
    return scoreOf({ framework: of, states: statesOf(running(of, { a: given(100) })) }).final;
  };
  expect([isFinal(8999), isFinal(9000)]).toEqual([false, true]);
});

test("a set of questions is scored within itself, its follow-ups asked without the gates outside", () => {
  const part = questionSetOf({ ...chain, title: "kept" }, ["b"]);
  const states = statesOf(running(part, { b: given(50) }));
  expect(scoreOf({ framework: part, states })).toMatchObject({ score: 5000, coverage: 10000, final: true });
  expect(part.title).toBe("kept");
});

test("five hundred questions are scored in a few milliseconds", () => {
  const many = framework(
    Array.from({ length: 500 }, (_, i) =>
      question(`q${String(i).padStart(3, "0")}`, {
        asksWhen: i > 0 ? [{ question: `q${String(i - 1).padStart(3, "0")}`, least: 1 }] : [],
      }),
    ),
  );
  const answers = Object.fromEntries(many.questions.map(({ id }) => [id, given(50)]));
  const once = () => scoreOf({ framework: many, states: statesOf(running(many, answers)) }).score;
  expect(once()).toBe(5000);
  const times = Array.from({ length: 20 }, () => {
    const started = performance.now();
    once();
    return performance.now() - started;
  });
  expect(Math.min(...times)).toBeLessThan(10);
});

import { expect, test } from "vitest";
import { comparableOf } from "#domain/scoring/comparable.ts";
import { confidenceOf } from "#domain/scoring/confidence.ts";
import { explanationOf } from "#domain/scoring/explanation.ts";
import { exposureOf } from "#domain/scoring/exposure.ts";
import { gapsOf } from "#domain/scoring/gaps.ts";
import type { Assessed, Assessment } from "#domain/scoring/model.ts";
import { type PlannableTask, planOf } from "#domain/scoring/plan.ts";
import { scoreOf, topicScoresOf } from "#domain/scoring/score.ts";
import { statesOf } from "#domain/scoring/states.ts";
import { changeOf } from "#domain/scoring/waterfall.ts";
import {
  firstCompleted,
  firstRunning,
  second,
  secondAbroad,
  secondAbroadCompleted,
  secondOnNewVersion,
  shopFines,
  shopFramework,
} from "./shop.ts";

function assess(assessment: Assessment): Assessed {
  return { framework: assessment.framework, states: statesOf(assessment) };
}

const none = ["–", "–"] as const;

/** Question, state of the first, earned and missing of the first, earned and missing of the second. */
const account = [
  ["inv.list", "answered", 392, 392, 351, 351],
  ["inv.one-place", "answered", 0, 1569, 702, 702],
  ["share.named", "answered", 1568, 0, 1403, 0],
  ["policy.written", "answered", 0, 392, 351, 0],
  ["policy.reviewed", "implied", 0, 196, 175, 0],
  ["access.least", "answered", 784, 785, 702, 702],
  ["auth.2fa", "answered", 1569, 0, 1404, 0],
  ["leaver.same-day", "dontKnow", 0, 1569, 1403, 0],
  ["handover.minutes", "answered", 0, 784, 351, 351],
  ["training.yearly", "notApplicable", ...none, 175, 175],
  ["breach.72h", "unanswered", ...none, 702, 0],
  ["abroad.dossier", "hidden", ...none, ...none],
];

test("each question of the shop earns and misses its part, to the basis point", () => {
  const leavesOf = (assessment: Assessment) => explanationOf(assess(assessment)).topics.flatMap(({ leaves }) => leaves);
  const later = new Map(leavesOf(second).map((leaf) => [leaf.question, leaf.points]));
  const shown = leavesOf(firstRunning).map(({ question, state, points }) => {
    const then = later.get(question);
    return [question, state, points?.earned, points?.missing, then?.earned, then?.missing].map((cell) => cell ?? "–");
  });
  expect(shown).toEqual(account);
  expect([scoreOf(assess(firstRunning)).score, scoreOf(assess(second)).score]).toEqual([4313, 7719]);
});

// E, K, U, N; score, low, high, coverage, share and lift of not applicable; confidence, backed; span; final
const results: [string, Assessment, number, unknown[]][] = [
  [
    "first, running",
    firstRunning,
    0,
    [2200, 5100, 400, 200, 4313, 4000, 4727, 9272, 350, 163, 5454, 2181, "D", "D", true],
  ],
  [
    "first, completed",
    firstCompleted,
    0,
    [2200, 5500, 0, 200, 4000, 4000, 4000, 9272, 350, 141, 5454, 2181, "D", "D", true],
  ],
  ["second", second, 0, [4400, 5700, 0, 0, 7719, 7719, 7719, 10000, 0, 0, 4772, 3684, "B", "B", true]],
  [
    "second, its evidence out of date",
    second,
    250,
    [4400, 5700, 0, 0, 7719, 7719, 7719, 10000, 0, 0, 1818, 1403, "B", "B", true],
  ],
  [
    "second with abroad, running",
    secondAbroad,
    0,
    [4400, 5700, 800, 0, 7719, 6769, 8000, 8769, 0, 0, 4772, 3230, "C", "B", false],
  ],
];

test.each(results)("the shop's numbers: %s", (_, assessment, now, expected) => {
  const { tally, ...score } = scoreOf(assess(assessment));
  const { confidence, backed } = confidenceOf(assessment, statesOf(assessment), now);
  expect([
    ...[tally.earned, tally.known, tally.open, tally.notApplicable],
    ...[score.score, score.low, score.high, score.coverage, score.notApplicable, score.naLift, confidence, backed],
    ...[score.gradeLow, score.gradeHigh, score.final],
  ]).toEqual(expected);
});

test("a critical question left open leaves the completed shop without a letter", () => {
  const { tally, ...score } = scoreOf(assess(secondAbroadCompleted));
  const { confidence, backed } = confidenceOf(secondAbroadCompleted, statesOf(secondAbroadCompleted), 0);
  expect(tally).toMatchObject({ earned: 4400, known: 6500, open: 0, notApplicable: 0, leftOpen: 800 });
  expect(score).toMatchObject({ score: 6769, low: 6769, high: 6769, coverage: 8769, notApplicable: 0, naLift: 0 });
  expect([confidence, backed, score.final]).toEqual([4772, 3230, false]);
});

test("topics have scores of their own, and null where nothing is known", () => {
  const scores = (assessment: Assessment) => topicScoresOf(assess(assessment)).map(({ score }) => score);
  expect(scores(firstRunning)).toEqual([5000, 0, 7500, 0, null, null]);
  expect(scores(second)).toEqual([7000, 10000, 7500, 7857, 10000, null]);
  expect(topicScoresOf(assess(firstRunning)).map(({ standing }) => standing)).toEqual([
    ...Array.from({ length: 4 }, () => "scored"),
    "nothingAnswered",
    "nothingApplies",
  ]);
});

test("topics' parts add up to the score, in basis points and in the whole points shown", () => {
  const { score, shown, topics } = explanationOf(assess(second));
  expect([score, shown]).toEqual([7719, 77]);
  expect(topics.map(({ points }) => points.earned)).toEqual([2456, 526, 2106, 1929, 702, 0]);
  expect(topics.map(({ points }) => points.earnedShown)).toEqual([25, 5, 21, 19, 7, 0]);
});

test("exposure counts a clause once, and only where a gap names it", () => {
  const bands = (subject: "organisation" | "household") => {
    const { certain, possible } = exposureOf(assess(firstRunning), shopFines, { subject });
    return [certain, possible].map((list) => list.bands.map(({ clause, from, to }) => [clause, from, to]));
  };
  expect(bands("organisation")).toEqual([
    [["VN-SEC-02", 20_000_000, 40_000_000]],
    [["VN-BR-01", 40_000_000, 60_000_000]],
  ]);
  expect(bands("household")).toEqual([[["VN-SEC-02", 10_000_000, 20_000_000]], [["VN-BR-01", 20_000_000, 30_000_000]]]);
});

// from, to, their scores, the steps that are not 0, common first, common second, how many
const changes: [string, Assessment, Assessment, number[], Record<string, number>, (number | null)[]][] = [
  [
    "completed first to second",
    firstCompleted,
    second,
    [4000, 7719],
    { answers: 3818, noLongerNotApplicable: -99 },
    [4000, 7818, 10],
  ],
  [
    "running first to second",
    firstRunning,
    second,
    [4313, 7719],
    { answers: 3334, newlyAnswered: 171, noLongerNotApplicable: -99 },
    [4313, 7647, 9],
  ],
  [
    "completed first to completed with abroad",
    firstCompleted,
    secondAbroadCompleted,
    [4000, 6769],
    { answers: 3818, noLongerNotApplicable: -99, newlyApplies: -950 },
    [4000, 7818, 10],
  ],
  [
    "second to a new version",
    second,
    secondOnNewVersion,
    [7719, 7619],
    { dropped: 205, reworded: 520, weights: 127, added: -952 },
    [8571, 8571, 9],
  ],
];

test.each(changes)("the shop's waterfall: %s", (_, from, to, ends, steps, common) => {
  const change = changeOf(assess(from), assess(to));
  expect([change?.first, change?.second]).toEqual(ends);
  const moved = change?.steps.filter((step) => step.change !== 0).map((step) => [step.step, step.change]);
  expect(moved).toEqual(Object.entries(steps));
  const comparable = comparableOf(assess(from), assess(to));
  expect([comparable.first, comparable.second, comparable.questions]).toEqual(common);
});

test("the step of changed answers opens to the questions", () => {
  const answers = changeOf(assess(firstCompleted), assess(second))?.answers ?? [];
  expect(Object.fromEntries(answers.map(({ question, change }) => [question, change]))).toEqual({
    "inv.one-place": 727,
    "policy.written": 364,
    "policy.reviewed": 182,
    "leaver.same-day": 1454,
    "handover.minutes": 364,
    "breach.72h": 727,
  });
});

test("the shop's plan names what closes most for its effort, critical gaps and running clocks first", () => {
  const task = (id: string, effort: "S" | "M" | "L", closes: string[], clockRuns = false): PlannableTask => {
    return { id, effort, clockRuns, closes: closes.map((question) => ({ framework: shopFramework.id, question })) };
  };
  const tasks = [
    task("t1", "L", ["inv.one-place"]),
    task("t2", "S", ["leaver.same-day", "handover.minutes"]),
    task("t3", "S", ["policy.written", "policy.reviewed"]),
    task("t4", "M", ["inv.list"]),
    task("t5", "M", ["access.least"]),
    task("t6", "S", ["handover.minutes"]),
    task("t7", "M", ["inv.list", "policy.written"], true),
  ];
  const { first, quickWin } = planOf(gapsOf(assess(firstRunning)), tasks);
  expect(first.map(({ id, value }) => [id, value])).toEqual([
    ["t2", 1200],
    ["t1", 800],
    ["t7", 400],
    ["t5", 400],
    ["t3", 100],
  ]);
  expect(quickWin).toBeNull();
});

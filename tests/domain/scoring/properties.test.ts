import fc from "fast-check";
import { expect, test } from "vitest";
import { explanationOf } from "#domain/scoring/explanation.ts";
import type { Assessment, Given, ScoredQuestion } from "#domain/scoring/model.ts";
import { isCounted, isKnown, standingIn } from "#domain/scoring/states.ts";
import { topicScoresOf } from "#domain/scoring/score.ts";
import { weightsOf } from "#domain/scoring/weights.ts";
import { anyAssessment, anyFacts, anyGiven, anyInstant, dontKnow, given, notApplicable } from "#tests/arbitraries.ts";
import { bytesOf, giving, idsIn, numbersOf, resultOf } from "./result.ts";

// For any framework, profile, answers and instant. The numbers are those of the scoring decision's list.
const runs = { numRuns: 400 };
const letters = "EDCBA";

test("P1: every number is null or within 0 to 10000, and null exactly when there is nothing to share", () => {
  fc.assert(
    fc.property(anyAssessment, fc.boolean(), (assessment, locked) => {
      const result = resultOf({ ...assessment, locked }, assessment.now);
      const { score, low, high, coverage, confidence, backed, notApplicable: share, tally } = result;
      for (const number of [score, low, high, coverage, confidence, backed, share])
        if (number !== null) expect(number >= 0 && number <= 10000 && Number.isInteger(number)).toBe(true);
      expect(score === null).toBe(tally.known === 0);
      for (const number of [low, high, coverage]) expect(number === null).toBe(tally.known + tally.open === 0);
    }),
    runs,
  );
});

test("P2: the score lies in its range, what is proven below it, and the span of grades is no inversion", () => {
  fc.assert(
    fc.property(anyAssessment, (assessment) => {
      const { score, low, high, backed, gradeLow, gradeHigh } = resultOf(assessment, assessment.now);
      if (low === null || high === null || backed === null) {
        expect(gradeLow).toBeNull();
        return;
      }
      if (score !== null) expect(low <= score && score <= high).toBe(true);
      expect(backed).toBeLessThanOrEqual(low);
      expect(letters.indexOf(gradeLow ?? "")).toBeLessThanOrEqual(letters.indexOf(gradeHigh ?? ""));
    }),
    runs,
  );
});

test("P3: with nothing open there is one number and one grade; completing gives the low end of before", () => {
  fc.assert(
    fc.property(anyAssessment, (assessment) => {
      const running = resultOf(assessment);
      const completed = resultOf({ ...assessment, locked: true });
      for (const { score, low, high, gradeLow, gradeHigh, states } of [running, completed]) {
        if (idsIn(states, "unanswered").length > 0) continue;
        expect([low, high]).toEqual([score, score]);
        expect(gradeLow).toBe(gradeHigh);
      }
      expect(idsIn(completed.states, "unanswered")).toEqual([]);
      expect([completed.score, completed.coverage]).toEqual([running.low, running.coverage]);
    }),
    runs,
  );
});

test("P4: an unmet critical question ends at C, one short of full at B, and nothing is final with one open", () => {
  fc.assert(
    fc.property(anyAssessment, fc.boolean(), (assessment, locked) => {
      const { states, gradeHigh, final, coverage } = resultOf({ ...assessment, locked });
      const weights = weightsOf(assessment.framework);
      const critical = assessment.framework.questions
        .filter(({ severity }) => severity === "S4")
        .map(({ id }) => ({ ...standingIn(states, id), weight: weights.get(id) }));
      const counted = critical.filter(({ state, weight }) => isKnown(state) && weight !== 0);
      const best = (most: string) => letters.indexOf(gradeHigh ?? "") <= letters.indexOf(most);
      const isOpen = critical.some(({ state }) => state === "unanswered" || state === "leftOpen");
      expect(counted.every(({ credit }) => credit > 0 || best("C"))).toBe(true);
      expect(counted.every(({ credit }) => credit === 100 || best("B"))).toBe(true);
      expect(final && isOpen).toBe(false);
      expect(!final || (coverage ?? 0) >= 9000).toBe(true);
    }),
    runs,
  );
});

test("P5: answers to hidden and implied questions, and facts that no condition names, change nothing", () => {
  fc.assert(
    fc.property(anyAssessment, fc.option(anyGiven, { nil: undefined }), (assessment, other) => {
      const before = bytesOf(assessment, assessment.now);
      const ignored = idsIn(resultOf(assessment).states, "hidden", "implied");
      const replaced = ignored.reduce<Assessment>((so, id) => giving(so, id, other), assessment);
      expect(bytesOf({ ...replaced, facts: { ...assessment.facts, weather: ["wet"] } }, assessment.now)).toBe(before);
    }),
    runs,
  );
});

test("P6: a change of profile leaves every question outside the change as it was, and the sums of its topic", () => {
  fc.assert(
    fc.property(anyAssessment, anyFacts, (assessment, facts) => {
      const { framework } = assessment;
      const before = resultOf(assessment).states;
      const after = resultOf({ ...assessment, facts }).states;
      const isHidden = (states: typeof before, id: string) => states.get(id)?.state === "hidden";
      const touched = new Set<string>();
      for (const { id, asksWhen } of framework.questions)
        if (isHidden(before, id) !== isHidden(after, id) || asksWhen.some(({ question }) => touched.has(question)))
          touched.add(id);
      for (const { id } of framework.questions) {
        if (touched.has(id)) continue;
        expect(after.get(id)?.state).toBe(before.get(id)?.state);
        expect(after.get(id)?.credit).toBe(before.get(id)?.credit);
      }
      const later = topicScoresOf({ framework, states: after });
      topicScoresOf({ framework, states: before }).forEach((topic, i) => {
        const isTouched = framework.questions.some(({ id, topic: of }) => of === topic.topic && touched.has(id));
        if (!isTouched) expect(later[i]?.tally).toEqual(topic.tally);
      });
    }),
    runs,
  );
});

test("P7: the order of questions, topics and answers changes nothing, remainders included", () => {
  const anyOrder = fc.array(fc.nat(), { minLength: 10, maxLength: 10 });
  fc.assert(
    fc.property(anyAssessment, anyOrder, (assessment, order) => {
      const shuffled = <T>(items: readonly T[]) =>
        items
          .map((item, i) => ({ item, key: order[i] ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ item }) => item);
      const { questions, topics, ...framework } = assessment.framework;
      const reordered: Assessment = {
        ...assessment,
        framework: { ...framework, questions: shuffled(questions), topics: shuffled(topics) },
        given: Object.fromEntries(shuffled(Object.entries(assessment.given))),
      };
      expect(bytesOf(reordered, assessment.now)).toBe(bytesOf(assessment, assessment.now));
    }),
    runs,
  );
});

test("P8: all weights times the same changes nothing but the sums", () => {
  fc.assert(
    fc.property(anyAssessment, fc.integer({ min: 1, max: 50 }), (assessment, times) => {
      const { topics, ...framework } = assessment.framework;
      const heavier = topics.map(({ id, multiplier }) => ({ id, multiplier: multiplier * times }));
      const { tally, ...before } = resultOf(assessment, assessment.now);
      const after = resultOf({ ...assessment, framework: { ...framework, topics: heavier } }, assessment.now);
      const scaled = Object.fromEntries(Object.entries(tally).map(([name, sum]) => [name, sum * times]));
      expect(after).toEqual({ ...before, tally: scaled });
    }),
    runs,
  );
});

test("P9: earned and missing points add up at every level, each within 2 basis points of its exact share", () => {
  fc.assert(
    fc.property(anyAssessment, (assessment) => {
      const { states, score, tally } = resultOf(assessment);
      const { shown, topics } = explanationOf({ framework: assessment.framework, states });
      const leaves = topics.flatMap((topic) => topic.leaves);
      const sum = (numbers: number[]) => numbers.reduce((running, number) => running + number, 0);
      const sums = topicScoresOf({ framework: assessment.framework, states }).map((topic) => topic.tally);
      for (const name of ["earned", "known", "open", "notApplicable", "leftOpen"] as const)
        expect(sum(sums.map((of) => of[name]))).toBe(tally[name]);
      if (score === null || shown === null) {
        expect(leaves.every(({ points }) => points === null)).toBe(true);
        return;
      }
      const wholes = { earned: score, missing: 10000 - score, earnedShown: shown, missingShown: 100 - shown };
      for (const name of ["earned", "missing", "earnedShown", "missingShown"] as const) {
        expect(sum(topics.map(({ points }) => points[name]))).toBe(wholes[name]);
        for (const { points, leaves: own } of topics)
          expect(sum(own.map((leaf) => leaf.points?.[name] ?? 0))).toBe(points[name]);
        expect(leaves.every(({ points }) => (points?.[name] ?? 0) >= 0)).toBe(true);
      }
      for (const { points, got, possible } of leaves) {
        if (points === null) continue;
        expect(Math.abs(points.earned - (10000 * got) / tally.known)).toBeLessThan(2);
        expect(Math.abs(points.missing - (10000 * (possible - got)) / tally.known)).toBeLessThan(2);
      }
    }),
    runs,
  );
});

test("P10: not-applicable questions leave no trace: the rest is as if the framework had never had them", () => {
  fc.assert(
    fc.property(anyAssessment, (assessment) => {
      const marked = new Set(idsIn(resultOf(assessment).states, "notApplicable"));
      const rest = assessment.framework.questions.flatMap((question): ScoredQuestion[] => {
        if (marked.has(question.id)) return [];
        return [{ ...question, asksWhen: question.asksWhen.filter((gate) => !marked.has(gate.question)) }];
      });
      const without = { ...assessment, framework: { ...assessment.framework, questions: rest } };
      const neutral = (of: Assessment) => {
        const { score, low, high, coverage, confidence, backed, gradeLow, gradeHigh } = numbersOf(of, assessment.now);
        return { score, low, high, coverage, confidence, backed, gradeLow, gradeHigh };
      };
      expect(neutral(without)).toEqual(neutral(assessment));
    }),
    runs,
  );
});

test("P11: don't know counts as no; unconfirmed, without reason or not accepted counts as nothing", () => {
  const nothings: Given[] = [
    given(100, { confirmed: false }),
    given({ ...notApplicable, reason: "  " }),
    given({ ...notApplicable, accepted: false }),
    given({ kind: "none" }),
  ];
  fc.assert(
    fc.property(anyAssessment, fc.nat(9), fc.constantFrom(...nothings), (assessment, which, nothing) => {
      const id = assessment.framework.questions[which]?.id;
      if (id === undefined) return;
      const bytesWith = (stored: Given | undefined) => bytesOf(giving(assessment, id, stored), assessment.now);
      const numbersWith = (stored: Given | undefined) => numbersOf(giving(assessment, id, stored), assessment.now);
      expect(bytesWith(nothing)).toBe(bytesWith(undefined));
      expect(numbersWith(given(dontKnow))).toEqual(numbersWith(given(0)));
    }),
    runs,
  );
});

test("P12: proof and time move confidence and what is backed alone; time lowers them, more evidence does not", () => {
  fc.assert(
    fc.property(anyAssessment, anyInstant, anyInstant, fc.nat(9), (assessment, later, until, which) => {
      const { now, framework } = assessment;
      const at = (instant: number, of: Assessment = assessment) => {
        const { confidence, backed, ...rest } = numbersOf(of, instant);
        return { confidence: confidence ?? 0, backed: backed ?? 0, rest };
      };
      const before = at(now);
      const after = at(now + later);
      expect(after.rest).toEqual(before.rest);
      expect(after.confidence <= before.confidence && after.backed <= before.backed).toBe(true);
      const id = framework.questions[which]?.id;
      const kept = id === undefined ? undefined : assessment.given[id];
      if (id === undefined || kept === undefined) return;
      const proven = at(now, giving(assessment, id, { ...kept, evidence: [...kept.evidence, { validUntil: until }] }));
      expect(proven.rest).toEqual(before.rest);
      expect(proven.confidence >= before.confidence && proven.backed >= before.backed).toBe(true);
    }),
    runs,
  );
});

test("P16: the same inputs give the same bytes", () => {
  fc.assert(
    fc.property(anyAssessment, (assessment) => {
      expect(bytesOf(structuredClone(assessment), assessment.now)).toBe(bytesOf(assessment, assessment.now));
    }),
    runs,
  );
});

test("forgetting a fact never hides a question: a relief is never assumed", () => {
  fc.assert(
    fc.property(anyAssessment, fc.constantFrom("staff", "abroad", "size"), (assessment, fact) => {
      const forgotten = { ...assessment, facts: { ...assessment.facts, [fact]: undefined } };
      const shown = (of: Assessment) => [...resultOf(of).states].filter(([, { state }]) => state !== "hidden").length;
      expect(shown(forgotten)).toBeGreaterThanOrEqual(shown(assessment));
    }),
    runs,
  );
});

test("only what applies counts", () => {
  fc.assert(
    fc.property(anyAssessment, (assessment) => {
      const { states, tally } = resultOf(assessment);
      const weights = weightsOf(assessment.framework);
      const counted = [...states].filter(([, { state }]) => isCounted(state));
      const possible = counted.reduce((running, [id]) => running + 100 * (weights.get(id) ?? 0), 0);
      expect(tally.known + tally.open).toBe(possible);
    }),
    runs,
  );
});

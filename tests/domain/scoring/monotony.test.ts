import fc from "fast-check";
import { expect, test } from "vitest";
import type { Answer, Assessment } from "#domain/scoring/model.ts";
import { settle } from "#domain/scoring/settle.ts";
import {
  anyAnswer,
  anyAssessment,
  anyCredit,
  dontKnow,
  framework,
  given,
  notApplicable,
  question,
} from "#tests/arbitraries.ts";
import { gatingNothing, giving, idsIn, resultOf, type Result } from "./result.ts";

// What a respondent may rely on while answering. The numbers are those of the scoring decision's list.
const runs = { numRuns: 800 };
const letters = "EDCBA";
const anyPick = fc.nat(9);
const anyFullProof = fc.constantFrom({}, { evidence: [{ validUntil: 500 }], review: { validUntil: 500 } });

/** One of the ids, whatever the pick; undefined when there is none. */
function picked(ids: readonly string[], pick: number): string | undefined {
  return ids[pick % Math.max(ids.length, 1)];
}

/** Unanswered questions that wait for no gate. */
function answerable({ states }: Result): string[] {
  return idsIn(states, "unanswered").filter((id) => states.get(id)?.because.length === 0);
}

function settled(assessment: Assessment): Assessment {
  return { ...assessment, given: settle(assessment).given };
}

function span({ gradeLow, gradeHigh }: Result): [number, number] {
  return [letters.indexOf(gradeLow ?? "E"), letters.indexOf(gradeHigh ?? "A")];
}

/** Which of the numbers moved outwards instead of in; a number that is null on one side is none to compare. */
function widened(before: Result, after: Result): string[] {
  const fell = (was: number | null, is: number | null) => was !== null && is !== null && is < was;
  const [spanBefore, spanAfter] = [span(before), span(after)];
  const isGraded = before.gradeLow !== null && after.gradeLow !== null;
  return Object.entries({
    low: fell(before.low, after.low),
    high: fell(after.high, before.high),
    coverage: fell(before.coverage, after.coverage),
    lowestGrade: isGraded && fell(spanBefore[0], spanAfter[0]),
    highestGrade: isGraded && fell(spanAfter[1], spanBefore[1]),
  }).flatMap(([name, isWider]) => (isWider ? [name] : []));
}

test("M1: a better answer never lowers the score, its ends, what is backed or either grade", () => {
  fc.assert(
    fc.property(anyAssessment, anyPick, anyCredit, (assessment, pick, more) => {
      const before = resultOf(assessment, assessment.now);
      const id = picked(idsIn(before.states, "answered"), pick);
      const kept = id === undefined ? undefined : assessment.given[id];
      if (id === undefined || kept === undefined) return;
      const credit = Math.max(more, before.states.get(id)?.credit ?? 0);
      const answer: Answer = { kind: "choice", credit };
      const finding = kept.finding === undefined ? undefined : credit;
      const after = resultOf(giving(assessment, id, { ...kept, answer, finding }), assessment.now);
      for (const name of ["score", "low", "high", "backed"] as const) {
        const [was, is] = [before[name], after[name]];
        // null is no number to fall to: nothing is left that counts, behind a gate that itself has no weight
        if (was !== null && is !== null) expect(is).toBeGreaterThanOrEqual(was);
      }
      if (after.gradeLow === null) return;
      expect(span(after)[0]).toBeGreaterThanOrEqual(span(before)[0]);
      expect(span(after)[1]).toBeGreaterThanOrEqual(span(before)[1]);
    }),
    runs,
  );
});

test("M3: a first answer, whatever it is, only narrows: the range, what is open and the span of grades", () => {
  fc.assert(
    fc.property(anyAssessment, anyPick, anyAnswer, anyFullProof, (assessment, pick, answer, proof) => {
      const before = resultOf(assessment);
      const id = picked(answerable(before), pick);
      if (id === undefined || answer.kind === "notApplicable") return;
      expect(widened(before, resultOf(giving(assessment, id, given(answer, proof))))).toEqual([]);
    }),
    runs,
  );
});

test("M4: a first not-applicable mark narrows in the same way", () => {
  fc.assert(
    fc.property(anyAssessment, anyPick, (assessment, pick) => {
      const before = resultOf(assessment);
      const id = picked(answerable(before), pick);
      if (id === undefined) return;
      expect(widened(before, resultOf(giving(assessment, id, given(notApplicable))))).toEqual([]);
    }),
    runs,
  );
});

test("M6: once settled, answering in full never lowers the score", () => {
  fc.assert(
    fc.property(anyAssessment.map(settled), anyPick, (assessment, pick) => {
      const before = resultOf(assessment);
      const id = picked(idsIn(before.states, "unanswered"), pick);
      if (id === undefined || before.score === null) return;
      expect(resultOf(giving(assessment, id, given(100))).score).toBeGreaterThanOrEqual(before.score);
    }),
    runs,
  );
});

test("without settling, an answer kept behind an open gate would come back and lower the score", () => {
  const assessment: Assessment = {
    framework: framework([
      question("q00", { severity: "S3" }),
      question("q01", { severity: "S2" }),
      question("q02", { severity: "S2", asksWhen: [{ question: "q00", least: 50 }] }),
    ]),
    facts: {},
    given: { q01: given(100), q02: given(50) },
    locked: false,
  };
  const scores = (of: Assessment) => [resultOf(of).score, resultOf(giving(of, "q00", given(100))).score];
  expect(scores(assessment)).toEqual([10000, 8750]);
  expect(scores(settled(assessment))).toEqual([10000, 10000]);
});

test("M7: once settled, answering no or don't know never raises the score", () => {
  fc.assert(
    fc.property(anyAssessment.map(settled), anyPick, fc.constantFrom(0, dontKnow), (assessment, pick, no) => {
      const before = resultOf(assessment);
      const id = picked(idsIn(before.states, "unanswered"), pick);
      if (id === undefined || before.score === null) return;
      expect(resultOf(giving(assessment, id, given(no))).score).toBeLessThanOrEqual(before.score);
    }),
    runs,
  );
});

test("M8: once settled and without follow-ups, the score moves towards the credit given, never past it", () => {
  fc.assert(
    fc.property(anyAssessment.map(settled), anyPick, anyCredit, (assessment, pick, credit) => {
      const before = resultOf(assessment);
      const alone = gatingNothing(assessment.framework);
      const id = picked(
        answerable(before).filter((open) => alone.has(open)),
        pick,
      );
      if (id === undefined || before.score === null) return;
      const after = resultOf(giving(assessment, id, given(credit))).score ?? -1;
      expect(after).toBeGreaterThanOrEqual(Math.min(before.score, 100 * credit));
      expect(after).toBeLessThanOrEqual(Math.max(before.score, 100 * credit));
    }),
    runs,
  );
});

test("M9: once settled and without follow-ups, a first not-applicable mark leaves the score as it is", () => {
  fc.assert(
    fc.property(anyAssessment.map(settled), anyPick, (assessment, pick) => {
      const before = resultOf(assessment);
      const alone = gatingNothing(assessment.framework);
      const id = picked(
        answerable(before).filter((open) => alone.has(open)),
        pick,
      );
      if (id === undefined) return;
      expect(resultOf(giving(assessment, id, given(notApplicable))).score).toBe(before.score);
    }),
    runs,
  );
});

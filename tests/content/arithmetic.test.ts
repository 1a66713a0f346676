import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { topicsView } from "#app/result/explanation.server.ts";
import { loadLibrary } from "#content/library.ts";
import { factValuesOf, valuesOf, type GivenFacts } from "#domain/content/facts.ts";
import type { Framework } from "#domain/content/framework.schema.ts";
import { explanationOf } from "#domain/scoring/explanation.ts";
import type { Answer, Given } from "#domain/scoring/model.ts";
import { scoreOf } from "#domain/scoring/score.ts";
import { statesOf } from "#domain/scoring/states.ts";
import { anyCredit } from "#tests/arbitraries.ts";

const library = loadLibrary(join(import.meta.dirname, "../../content"));
const asked = library.facts.filter(({ kind }) => kind !== "computed");

/** What an intake may record, any of it left out. */
const anyProfile: fc.Arbitrary<GivenFacts> = fc.record(
  Object.fromEntries(
    asked.map((fact) => {
      if (fact.kind === "boolean") return [fact.id, fc.boolean()];
      if (fact.kind === "several") return [fact.id, fc.subarray(valuesOf(fact))];
      if (fact.kind === "integer") return [fact.id, fc.constantFrom(...fact.bands.map(({ from }) => from))];
      return [fact.id, fc.constantFrom(...valuesOf(fact))];
    }),
  ),
  { requiredKeys: [] },
);
const anyReply: fc.Arbitrary<Given> = fc
  .oneof(
    { weight: 8, arbitrary: anyCredit.map((credit): Answer => ({ kind: "choice", credit })) },
    { weight: 1, arbitrary: fc.constant<Answer>({ kind: "dontKnow" }) },
    { weight: 1, arbitrary: fc.constant<Answer>({ kind: "notApplicable", reason: "không có", accepted: true }) },
  )
  .map((answer) => ({ answer, confirmed: true, evidence: [] }));

/** What a company recorded and answered, in the order of the framework; some questions are left open. */
const anyRound = ({ questions: { length } }: Framework) =>
  fc.record({
    profile: anyProfile,
    locked: fc.boolean(),
    replies: fc.array(fc.option(anyReply, { nil: undefined, freq: 6 }), { minLength: length, maxLength: length }),
  });

const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0);

describe.each(library.frameworks.map((framework) => [`${framework.id} ${framework.version}`, framework] as const))(
  "the arithmetic of %s",
  (_, framework) => {
    test("adds up to the last digit, question by question, topic by topic, as the result page shows it", () => {
      fc.assert(
        fc.property(anyRound(framework), ({ profile, locked, replies }) => {
          const facts = factValuesOf(library.facts, profile);
          const given = Object.fromEntries(framework.questions.map(({ id }, i) => [id, replies[i]]));
          const states = statesOf({ framework, facts, given, locked });
          const { score } = scoreOf({ framework, states });
          const explained = explanationOf({ framework, states });
          expect(explained.score).toBe(score);
          const topics = topicsView(framework, states, "vi", new Map());
          expect(topics.flatMap(({ leaves }) => leaves.map(({ id }) => id)).sort()).toEqual(
            framework.questions.map(({ id }) => id).sort(),
          );
          for (const { earned, missing, leaves } of topics) {
            expect(sum(leaves.map(({ points }) => points?.earned ?? 0))).toBe(earned);
            expect(sum(leaves.map(({ points }) => points?.missing ?? 0))).toBe(missing);
            for (const { got, weight, credit, possible } of leaves)
              expect([got, possible]).toEqual([weight * credit, weight * 100]);
          }
          expect(sum(topics.map(({ earned }) => earned))).toBe(score ?? 0);
          expect(sum(topics.map(({ missing }) => missing))).toBe(score === null ? 0 : 10_000 - score);
          const shown = explained.topics.map(({ points }) => points);
          expect(sum(shown.map(({ earnedShown }) => earnedShown))).toBe(explained.shown ?? 0);
          expect(sum(shown.map(({ missingShown }) => missingShown))).toBe(
            explained.shown === null ? 0 : 100 - explained.shown,
          );
        }),
        { numRuns: 60 },
      );
    });
  },
);

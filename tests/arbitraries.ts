import fc from "fast-check";
import type { AnswerSpec, AnswerValue } from "#domain/answering.ts";
import type { Fine, Fines } from "#domain/scoring/fines.ts";
import type {
  Answer,
  Answers,
  Assessment,
  Facts,
  Given,
  Instant,
  ScoredFramework,
  ScoredQuestion,
  Severity,
} from "#domain/scoring/model.ts";

/** A question that asks nothing special: S2, no conditions, no gates. */
export function question(id: string, overrides: Partial<ScoredQuestion> = {}): ScoredQuestion {
  return {
    id,
    meaning: 1,
    topic: "main",
    severity: "S2",
    appliesWhen: [],
    asksWhen: [],
    allowsNotApplicable: true,
    ...overrides,
  };
}

/** A framework of the topics that the questions name, of multiplier 1 unless said. */
export function framework(
  questions: readonly ScoredQuestion[],
  multipliers: Readonly<Record<string, number>> = {},
): ScoredFramework {
  const topics = [...new Set(questions.map(({ topic }) => topic))];
  return {
    id: "any",
    version: "1",
    topics: topics.map((id) => ({ id, multiplier: multipliers[id] ?? 1 })),
    questions,
  };
}

/** A confirmed answer without proof; a number is a choice of that credit. */
export function given(answer: number | Answer, overrides: Partial<Given> = {}): Given {
  return {
    answer: typeof answer === "number" ? { kind: "choice", credit: answer } : answer,
    confirmed: true,
    evidence: [],
    ...overrides,
  };
}

export const dontKnow = { kind: "dontKnow" } satisfies Answer;
export const notApplicable = { kind: "notApplicable", reason: "we have none", accepted: true } satisfies Answer;

const factNames = ["staff", "abroad", "size"];
const factValues = ["a", "b", "c"];
const severities: readonly Severity[] = ["S1", "S2", "S3", "S4"];
const topicNames = ["t0", "t1", "t2"];

/** Credits as choices, levels and reviewers give them. */
export const anyCredit = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(0, 50, 100) },
  { weight: 1, arbitrary: fc.constantFrom(6, 16, 25, 40, 66, 99) },
);

/** A day as an instant; evidence, reviews and `now` meet within the same year. */
export const anyInstant: fc.Arbitrary<Instant> = fc.integer({ min: 0, max: 400 });

export const anyFacts: fc.Arbitrary<Facts> = fc.record(
  Object.fromEntries(factNames.map((name) => [name, fc.option(fc.subarray(factValues), { nil: undefined })])),
);

/** What counts as an answer: a choice, "don't know" or an accepted mark with its reason. */
export const anyAnswer: fc.Arbitrary<Answer> = fc.oneof(
  { weight: 6, arbitrary: anyCredit.map((credit): Answer => ({ kind: "choice", credit })) },
  { weight: 1, arbitrary: fc.constant(dontKnow) },
  { weight: 2, arbitrary: fc.constant(notApplicable) },
);

const anyAnswerOrNone: fc.Arbitrary<Answer> = fc.oneof(
  { weight: 8, arbitrary: anyAnswer },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Answer>(
      { ...notApplicable, reason: " " },
      { ...notApplicable, accepted: false },
      { kind: "none" },
    ),
  },
);

const anyUntil = fc.record({ validUntil: anyInstant });

/** Everything that can be stored for a question, with a finding and without, confirmed and not. */
export const anyGiven: fc.Arbitrary<Given> = fc.record({
  answer: anyAnswerOrNone,
  confirmed: fc.integer({ min: 0, max: 5 }).map((n) => n > 0),
  finding: fc.option(anyCredit, { nil: undefined, freq: 8 }),
  evidence: fc.array(anyUntil, { maxLength: 2 }),
  review: fc.option(anyUntil, { nil: undefined, freq: 2 }),
});

/** Gates name earlier questions by number, so that any list of these makes a framework. */
const anyDraft = fc.record({
  number: fc.nat(99),
  meaning: fc.constantFrom(1, 1, 1, 2),
  topic: fc.constantFrom(...topicNames),
  severity: fc.constantFrom(...severities),
  weight: fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined, freq: 8 }),
  conditions: fc.array(
    fc.record({ fact: fc.constantFrom(...factNames), in: fc.subarray(factValues, { minLength: 1 }) }),
    {
      maxLength: 2,
    },
  ),
  gates: fc.array(fc.record({ back: fc.nat(8), least: fc.constantFrom(1, 50, 51, 100) }), { maxLength: 2 }),
  isConditional: fc.nat(2).map((n) => n === 0),
  isGated: fc.boolean(),
  allowsNotApplicable: fc.nat(9).map((n) => n > 0),
});

const anyMultipliers = fc.array(fc.constantFrom(1, 1, 1, 0, 2, 3), { minLength: 3, maxLength: 3 });

/** Up to ten questions over three topics, with conditions on three facts and gates behind gates; ids in no order. */
const anyFramework: fc.Arbitrary<ScoredFramework> = fc
  .tuple(fc.uniqueArray(anyDraft, { maxLength: 10, selector: ({ number }) => number }), anyMultipliers)
  .map(([drafts, multipliers]) => {
    const idOf = (number: number) => `q${String(number).padStart(2, "0")}`;
    const questions = drafts.map((draft, i): ScoredQuestion => {
      const { number, conditions, gates, isConditional, isGated, ...rest } = draft;
      const earlier = gates.flatMap(({ back, least }) => {
        const gate = drafts[i - 1 - back];
        return gate ? [{ question: idOf(gate.number), least }] : [];
      });
      return {
        ...rest,
        id: idOf(number),
        appliesWhen: isConditional ? conditions : [],
        asksWhen: isGated ? earlier : [],
      };
    });
    const topics = topicNames.map((id, i) => ({ id, multiplier: multipliers[i] ?? 1 }));
    return { id: "any", version: "1", topics, questions };
  });

const anyAnswersInOrder = fc.array(fc.option(anyGiven, { nil: undefined, freq: 4 }), { minLength: 10, maxLength: 10 });

function answersTo({ questions }: ScoredFramework, answers: readonly (Given | undefined)[]): Answers {
  return Object.fromEntries(questions.map(({ id }, i) => [id, answers[i]]));
}

/** A running assessment, and an instant to ask for its confidence at. */
export const anyAssessment: fc.Arbitrary<Assessment & { now: Instant }> = fc
  .record({ framework: anyFramework, facts: anyFacts, answers: anyAnswersInOrder, now: anyInstant })
  .map(({ answers, ...rest }) => ({ ...rest, given: answersTo(rest.framework, answers), locked: false }));

/** What may happen to a question between two versions. */
const anyFate = fc.record({
  fate: fc.constantFrom("same", "same", "same", "dropped", "reworded", "weighed", "conditioned"),
  severity: fc.constantFrom(...severities),
  condition: fc.record({ fact: fc.constantFrom(...factNames), in: fc.subarray(factValues, { minLength: 1 }) }),
});

/** Another version: questions dropped (and the gates on them), reworded, weighed anew, conditioned, and some added. */
export function anyNextVersion(of: ScoredFramework): fc.Arbitrary<ScoredFramework> {
  const fates = fc.array(anyFate, { minLength: of.questions.length, maxLength: of.questions.length });
  const added = fc.array(
    fc.record({ severity: fc.constantFrom(...severities), topic: fc.constantFrom(...topicNames) }),
    {
      maxLength: 3,
    },
  );
  return fc.tuple(fates, added, anyMultipliers).map(([changes, news, multipliers]): ScoredFramework => {
    const stays = (id: string) => of.questions.some((other, i) => other.id === id && changes[i]?.fate !== "dropped");
    const kept = of.questions.flatMap((old, i): ScoredQuestion[] => {
      const change = changes[i];
      if (!change || change.fate === "dropped") return [];
      const same = { ...old, asksWhen: old.asksWhen.filter((gate) => stays(gate.question)) };
      if (change.fate === "reworded") return [{ ...same, meaning: old.meaning + 1 }];
      if (change.fate === "weighed") return [{ ...same, severity: change.severity, weight: undefined }];
      return [change.fate === "conditioned" ? { ...same, appliesWhen: [change.condition] } : same];
    });
    const fresh = news.map(({ severity, topic }, i) => question(`new${i}`, { severity, topic }));
    const topics = topicNames.map((id, i) => ({ id, multiplier: multipliers[i] ?? 1 }));
    return { id: of.id, version: "2", topics, questions: [...kept, ...fresh] };
  });
}

/** A running assessment and a later one of the next version, with facts and answers of its own. */
export const anySuccession: fc.Arbitrary<{ first: Assessment; second: Assessment }> = anyAssessment.chain((first) =>
  fc
    .record({
      next: fc.oneof(fc.constant(first.framework), anyNextVersion(first.framework)),
      facts: fc.oneof(fc.constant(first.facts), anyFacts),
      answers: fc.array(fc.option(anyGiven, { nil: undefined, freq: 4 }), { minLength: 13, maxLength: 13 }),
      keeps: fc.array(fc.boolean(), { minLength: 13, maxLength: 13 }),
    })
    .map(({ next, facts, answers, keeps }) => {
      const anew = answersTo(next, answers);
      const given = Object.fromEntries(
        next.questions.map(({ id }, i) => [id, keeps[i] ? first.given[id] : anew[id]] as const),
      );
      return { first, second: { framework: next, facts, given, locked: false } };
    }),
);

const clauses = ["C1", "C2", "C3"];

/** Bands, ceilings, tiers and words on the questions of a framework; one band a clause. */
export function anyFines({ questions }: ScoredFramework): fc.Arbitrary<Fines> {
  const band = fc.record({
    min: fc.nat(50),
    more: fc.nat(50),
    printedFor: fc.constantFrom("organisation", "individual", "asPrinted"),
  });
  const anyFine = (bands: readonly Fine[]): fc.Arbitrary<Fine> =>
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...bands) },
      {
        weight: 1,
        arbitrary: fc.constantFrom<Fine>(
          { kind: "revenue", clause: "C4", share: 500, floor: 3_000, unit: "VND", confidence: "H" },
          { kind: "gdpr", clause: "C5", tier: "T1", confidence: "M" },
          { kind: "gdpr", clause: "C6", tier: "T2", confidence: "L" },
          { kind: "words", clause: "C7", words: { vi: "dừng xử lý", en: "stop processing" }, confidence: "H" },
        ),
      },
    );
  return fc.array(band, { minLength: clauses.length, maxLength: clauses.length }).chain((ends) => {
    const bands = clauses.map((clause, i): Fine => {
      const { min, more, printedFor } = ends[i] ?? { min: 0, more: 0, printedFor: "asPrinted" as const };
      return { kind: "band", clause, unit: "VND", min, max: min + more, printedFor, confidence: "M" };
    });
    const each = fc.array(anyFine(bands), { maxLength: 2 });
    return fc
      .array(each, { minLength: questions.length, maxLength: questions.length })
      .map((fines) => Object.fromEntries(questions.map(({ id }, i) => [id, fines[i]])));
  });
}

const anyCredits = fc.array(anyCredit, { minLength: 2, maxLength: 5 });

/** A way to answer of each kind, an answer that it allows, and the day of answering. */
export const anyAnswering: fc.Arbitrary<{ spec: AnswerSpec; value: AnswerValue; on: string }> = anyCredits
  .chain((credits) => {
    const values = credits.map((_, i) => `v${i}`);
    const coded = credits.map((credit, i) => ({ value: `v${i}`, credit }));
    const last = credits.length - 1;
    const numbers = credits.map((credit, i) => ({ from: 10 * i, to: i === last ? null : 10 * i + 9, credit }));
    const ages = credits.map((credit, i) => ({ upToDays: i === last ? null : 30 * i, credit }));
    const target = fc.integer({ min: 1, max: 5 });
    return fc.oneof(
      fc.record({
        spec: fc.constant<AnswerSpec>({ kind: "choice", choices: coded }),
        value: fc.constantFrom(...values),
      }),
      fc.record({
        spec: fc.constant<AnswerSpec>({ kind: "several", boxes: coded }),
        value: fc.oneof(fc.constant(["none"]), fc.subarray(values, { minLength: 1 })),
      }),
      fc.record({ spec: fc.constant<AnswerSpec>({ kind: "number", bands: numbers }), value: fc.nat(100) }),
      fc.record({
        spec: fc.constant<AnswerSpec>({ kind: "date", bands: ages }),
        value: fc.nat(400).map((age) => new Date(Date.UTC(2026, 10, 24 - age)).toISOString().slice(0, 10)),
      }),
      fc.record({
        spec: target.map((level): AnswerSpec => ({ kind: "maturity", target: level })),
        value: fc.integer({ min: 0, max: 5 }),
      }),
    );
  })
  .map((answering) => ({ ...answering, on: "2026-11-24" }));

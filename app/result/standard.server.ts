import type { Library } from "#content/library.ts";
import type { StoredAnswer, StoredAnswers } from "#domain/answering-rules.ts";
import { articleIn, placeOf } from "#domain/citation.ts";
import type { Framework } from "#domain/content/framework.schema.ts";
import type { Question } from "#domain/content/question.schema.ts";
import type { Improvements } from "#domain/improvements.ts";
import { inLanguage, type Language } from "#domain/language.ts";
import { levelOfCredit, meanLevelOf } from "#domain/scoring/maturity.ts";
import type { State, States } from "#domain/scoring/model.ts";

interface Assessed {
  readonly framework: Framework;
  readonly states: States;
  readonly answers: StoredAnswers;
  readonly improvements: Improvements;
}

/** Mean levels in hundredths, of the whole and by topic; null where no question is answered with a level. */
export function levelsView({ framework, states, ...given }: Assessed) {
  const asked = framework.questions.filter(({ answer }) => answer.kind === "maturity");
  if (asked.length === 0) return null;
  const ids = new Set(asked.map(({ id }) => id));
  const levels = new Map(
    asked.flatMap((question) => {
      const level = levelIn(question, given);
      return level === null ? [] : [[question.id, level] as const];
    }),
  );
  const meanOf = (part: Framework) => meanLevelOf({ framework: part, states }, levels, ids);
  return {
    whole: meanOf(framework),
    topics: Object.fromEntries(
      framework.topics.map(({ id }) => [
        id,
        meanOf({ ...framework, questions: framework.questions.filter(({ topic }) => topic === id) }),
      ]),
    ),
  };
}
export type LevelsView = NonNullable<ReturnType<typeof levelsView>>;

/** 0–5; null for what is answered without a level. */
function levelIn({ id, answer }: Question, { answers, improvements }: Pick<Assessed, "answers" | "improvements">) {
  if (answer.kind !== "maturity") return null;
  const stored = answers[id];
  const given = improvements[id] ?? stored?.verdictCredit ?? null;
  if (given !== null) return levelOfCredit(given, answer.target);
  return stored?.kind === "choice" && typeof stored.value === "number" ? stored.value : null;
}

export interface ApplicabilityRow {
  /** The question. */
  id: string;
  /** "A.5.14" */
  number: string;
  title: string;
  /** `waits` is marked as not applicable, and nobody has accepted it yet. */
  applies: "yes" | "no" | "waits" | "open";
  /** Why it is left out; of what applies, what its note says. Null when nothing was written. */
  justification: string | null;
  level: number | null;
  target: number | null;
  /** What proves it. */
  proof: string[];
}

/**
 * The statement of applicability: what of a standard may be left out, whether it is, and why. The clauses of its body may not
 * be, and are not in it. Null for frameworks of other kinds.
 */
export function applicabilityView(
  assessed: Assessed,
  { library, language }: { library: Pick<Library, "obligations">; language: Language },
): ApplicabilityRow[] | null {
  const { framework, states, answers } = assessed;
  if (framework.kind !== "standard") return null;
  return framework.questions
    .filter(({ id, allowsNotApplicable }) => allowsNotApplicable && states.get(id)?.state !== "hidden")
    .map((question): ApplicabilityRow => {
      const { id, covers, short, evidence, answer } = question;
      const stored = answers[id];
      const applies = appliesIn(states.get(id)?.state, stored);
      const basis = library.obligations.get(covers[0] ?? "")?.basis[0];
      return {
        id,
        number: basis ? articleIn(language, framework.kind, placeOf(basis)) : (question.ref ?? ""),
        title: inLanguage(language, short),
        applies,
        justification: (stored?.kind === "not-applicable" ? stored.reason : stored?.note) ?? null,
        level: applies === "yes" ? levelIn(question, assessed) : null,
        target: answer.kind === "maturity" ? answer.target : null,
        proof: evidence.map((text) => inLanguage(language, text)),
      };
    });
}

function appliesIn(state: State | undefined, stored: StoredAnswer | undefined): ApplicabilityRow["applies"] {
  if (state === "notApplicable") return "no";
  if (stored?.kind === "not-applicable") return "waits";
  return state === "answered" || state === "dontKnow" || state === "implied" ? "yes" : "open";
}

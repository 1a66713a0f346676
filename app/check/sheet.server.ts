import { clauseViews } from "#app/answering/clauses.server.ts";
import { glossesIn } from "#app/glossary.server.ts";
import type { Library } from "#content/library.ts";
import type { ConsequenceKind, Question } from "#domain/content/question.schema.ts";
import type { Framework } from "#domain/content/framework.schema.ts";
import type { Gloss, GlossFinder } from "#domain/glossary.ts";
import { inLanguage, type Language } from "#domain/language.ts";
import { questionSetOf } from "#domain/scoring/question-set.ts";
import type { Effort } from "#domain/scoring/plan.ts";
import type { CheckQuestion, CheckSheet } from "./model.ts";

/** The framework that the free check is a set of. */
export const checkedFramework = "leakage";

interface Reader {
  readonly library: Library;
  readonly language: Language;
}

/** The questions of the free check: its set, or all of the framework where it has none. */
export function freeCheckOf(library: Pick<Library, "latest">): Framework {
  const framework = library.latest(checkedFramework);
  const set = framework.sets.find(({ id }) => id === "free");
  return set ? questionSetOf(framework, set.questions) : framework;
}

/** Questions of the framework that the free check leaves for later. */
export function leftByCheck(library: Pick<Library, "latest">): number {
  return library.latest(checkedFramework).questions.length - freeCheckOf(library).questions.length;
}

/**
 * What the browser scores with: ids and numbers, the same in every language.
 * @throws {Error} for a question that one tap cannot answer: the content has to choose another for the set
 */
export function sheetFor({ id, version, topics, questions }: Framework): CheckSheet {
  return {
    id,
    version,
    topics: topics.map(({ id: topic, multiplier }) => ({ id: topic, multiplier })),
    questions: questions.map(scored),
  };
}

function scored(question: Question): CheckQuestion {
  const { id, meaning, topic, severity, weight, appliesWhen, asksWhen, allowsNotApplicable } = question;
  const choices = choicesOf(question).map(({ value, credit }) => ({ value, credit }));
  return { id, meaning, topic, severity, weight, appliesWhen, asksWhen, allowsNotApplicable, choices };
}

function choicesOf({ id, answer }: Question) {
  if (answer.kind !== "choice") throw new Error(`the free check cannot ask ${id}: one tap does not answer it`);
  return answer.choices;
}

export interface AskedText {
  readonly text: string;
  readonly help: string;
  readonly example: string;
  readonly why: string;
  /** Where these use words of the glossary. */
  readonly glosses: Readonly<Record<"help" | "example" | "why", readonly Gloss[]>>;
  /** In the order of the sheet's choices. */
  readonly choices: readonly string[];
}

/** What a reader is asked, by question id. */
export function askedTexts(
  framework: Framework,
  { language, find }: { language: Language; find: GlossFinder },
): Record<string, AskedText> {
  return Object.fromEntries(
    framework.questions.map((question) => {
      const helps = {
        help: inLanguage(language, question.help),
        example: inLanguage(language, question.example),
        why: inLanguage(language, question.why),
      };
      const text = inLanguage(language, question.text);
      const choices = choicesOf(question).map((choice) => inLanguage(language, choice.text));
      return [question.id, { text, ...helps, glosses: glossesIn(find, helps), choices }];
    }),
  );
}

export interface ResultText {
  readonly text: string;
  readonly short: string;
  readonly consequences: readonly { readonly kind: ConsequenceKind; readonly text: string }[];
  /** The clause that stands closest behind it; null for good practice. */
  readonly clause: string | null;
  /** Playbook ids, those of its main control first. */
  readonly playbooks: readonly string[];
}
export interface PlaybookText {
  readonly title: string;
  readonly effort: Effort;
  readonly effortHint: string;
}

/** What the result says of each question that might be a gap, and of the work that closes it. */
export function resultTexts(framework: Framework, { library, language }: Reader) {
  const questions: Record<string, ResultText> = {};
  const playbooks: Record<string, PlaybookText> = {};
  for (const question of framework.questions) {
    const remedies = library.playbooksForQuestion(question.id);
    for (const { id, title, effort, effortHint } of remedies)
      playbooks[id] = { title: inLanguage(language, title), effort, effortHint: inLanguage(language, effortHint) };
    questions[question.id] = {
      text: inLanguage(language, question.text),
      short: inLanguage(language, question.short),
      consequences: question.consequences.map(({ kind, text }) => ({ kind, text: inLanguage(language, text) })),
      clause: clauseBehind(question, { library, language }),
      playbooks: remedies.map(({ id }) => id),
    };
  }
  return { questions, playbooks };
}

function clauseBehind(question: Question, { library, language }: Reader): string | null {
  const [bond] = library.obligationsFor(question).filter(({ obligation }) => obligation.nature === "duty");
  if (!bond) return null;
  // the amount of a fine depends on whose it would be, which nobody has said here; the place of the clause does not
  const [clause] = clauseViews([bond], { library, language, subject: "organisation" });
  return clause ? `${clause.instrument}, ${clause.article}` : null;
}

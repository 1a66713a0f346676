import { glossesIn, pageGlossary } from "#app/glossary.server.ts";
import type { Library } from "#content/library.ts";
import type { Company } from "#db/companies.ts";
import type { FactValues } from "#domain/content/facts.ts";
import type { Framework } from "#domain/content/framework.schema.ts";
import type { Question } from "#domain/content/question.schema.ts";
import type { GlossFinder } from "#domain/glossary.ts";
import type { Language } from "#domain/language.ts";
import { localized } from "#domain/localized.ts";
import { clauseViews } from "./clauses.server.ts";
import type { Explained, ExplainedInRow, Explanations } from "./explained.ts";

interface Reader {
  readonly library: Library;
  readonly language: Language;
  readonly company: Pick<Company, "subject">;
  /** What the company said of itself when it was asked. */
  readonly facts: FactValues;
}

/** An open row names the closest clauses; the question by itself shows them all. */
const clausesInRow = 2;

/** All that is said about each question of a questionnaire. */
export function explanationsOf({ questions }: Pick<Framework, "questions">, reader: Reader): Explanations {
  const { find, views } = pageGlossary(reader);
  const of = Object.fromEntries(questions.map((question) => [question.id, explained(question, reader, find)]));
  return { of, glossary: views() };
}

/** What the rows of one part say when they are opened. */
export function partInRows(
  { questions }: Pick<Framework, "questions">,
  part: string,
  reader: Reader,
): Explanations<ExplainedInRow> {
  const { library, language, facts, company } = reader;
  const { find, views } = pageGlossary(reader);
  const own = questions.filter(({ topic }) => topic === part);
  const inRow = (question: Question): ExplainedInRow => ({
    help: question.help[language],
    glosses: find(question.help[language]),
    clauses: clauseViews(library.obligationsFor(question, facts).slice(0, clausesInRow), {
      ...{ library, language, facts },
      subject: company.subject,
    }).map(({ instrument, article }) => `${article}, ${instrument}`),
  });
  const of = Object.fromEntries(own.map((question) => [question.id, inRow(question)]));
  return { of, glossary: views() };
}

function explained(question: Question, { library, language, company, facts }: Reader, find: GlossFinder): Explained {
  const control = library.controls.get(question.controls[0] ?? "");
  return {
    help: question.help[language],
    example: question.example[language],
    why: question.why[language],
    evidence: localized(language, question.evidence),
    // a question answered by levels says itself what its target is
    met: control && question.answer.kind !== "maturity" ? control.met[language] : null,
    clauses: clauseViews(library.obligationsFor(question, facts), {
      ...{ library, language, facts, find },
      subject: company.subject,
    }),
    glosses: glossesIn(find, {
      help: question.help[language],
      example: question.example[language],
      why: question.why[language],
      met: control?.met[language] ?? "",
    }),
  };
}

import { randomUUID } from "node:crypto";
import { glossesIn, pageGlossary } from "#app/glossary.server.ts";
import type { SeenAsked } from "#app/asking/model.ts";
import type { Library } from "#content/library.ts";
import type { AssessmentWithAnswers, NamedAnswer, NamedAnswers } from "#db/assessments.ts";
import type { Company } from "#db/companies.ts";
import type { FactValues } from "#domain/content/facts.ts";
import type { Framework } from "#domain/content/framework.schema.ts";
import type { Question } from "#domain/content/question.schema.ts";
import { dayIn } from "#domain/format.ts";
import type { GlossFinder } from "#domain/glossary.ts";
import type { Language } from "#domain/language.ts";
import { localized } from "#domain/localized.ts";
import { clauseViews } from "./clauses.server.ts";
import {
  inTopicOrder,
  isDone,
  isOpenTo,
  sheetOf,
  type Answering,
  type AskedFramework,
  type AskedQuestion,
  type SeenAnswer,
  type SeenAnswers,
} from "./model.ts";

interface Reader {
  readonly library: Library;
  readonly language: Language;
  readonly company: Company;
  readonly person: { readonly id: string; readonly name: string };
  readonly now: Date;
}
interface Asked {
  readonly assessment: AssessmentWithAnswers;
  readonly framework: Framework;
  /** The question that the address names, if it names one. */
  readonly question: string | null;
  readonly asked: SeenAsked;
  readonly rights: Pick<Answering, "mayAnswer" | "mayAccept" | "acceptsAlone">;
}

/** What the company said of itself when it was asked, and the words that the glossary knows. */
interface Known {
  readonly facts: FactValues;
  readonly find: GlossFinder;
}

/** All that the answering page shows, in the reader's language. */
export function answeringOf({ assessment, framework, question, asked, rights }: Asked, reader: Reader): Answering {
  const { company, person, now } = reader;
  const { find, views } = pageGlossary(reader);
  const shown = frameworkFor(framework, reader, { facts: assessment.facts, find });
  const page = {
    company: { slug: company.slug, name: company.name, zone: company.zone },
    person: { id: person.id, name: person.name },
    assessment: {
      id: assessment.id,
      number: assessment.number,
      state: assessment.state,
      openedAt: assessment.openedAt.toISOString(),
      completedAt: assessment.completedAt?.toISOString() ?? null,
      isMended: assessment.contentRevision !== framework.revision,
    },
    framework: shown,
    glossary: views(),
    facts: assessment.facts,
    answers: seenAnswers(assessment.answers, person.id),
    asked,
    ...rights,
    today: dayIn(company.zone, now),
    saveKey: randomUUID(),
  };
  return { ...page, current: openingQuestion(page, question) };
}

/** The question asked for, or else the first that waits for an answer. */
function openingQuestion(page: Omit<Answering, "current">, wanted: string | null): string {
  const ids = page.framework.questions.map(({ id }) => id);
  if (wanted !== null && ids.includes(wanted)) return wanted;
  const sheet = sheetOf(page, page.answers);
  const open = ids.find((id) => isOpenTo(sheet, id) && !isDone(sheet, id));
  return open ?? ids.find((id) => isOpenTo(sheet, id)) ?? ids[0] ?? "";
}

function frameworkFor(framework: Framework, reader: Reader, known: Known): AskedFramework {
  const { id, version, title, short, topics, questions } = inTopicOrder(framework);
  return {
    id,
    version,
    title: title[reader.language],
    short: short[reader.language],
    topics: localized(reader.language, topics),
    questions: questions.map((question) => questionFor(question, reader, known)),
  };
}

function questionFor(
  question: Question,
  { library, language, company }: Reader,
  { facts, find }: Known,
): AskedQuestion {
  const { id, meaning, topic, severity, weight, appliesWhen, asksWhen, allowsNotApplicable } = question;
  const control = library.controls.get(question.controls[0] ?? "");
  return {
    id,
    meaning,
    topic,
    severity,
    weight,
    appliesWhen,
    asksWhen,
    allowsNotApplicable,
    answer: localized(language, question.answer),
    text: question.text[language],
    short: question.short[language],
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

export function seenAnswers(answers: NamedAnswers, readerId: string): SeenAnswers {
  return Object.fromEntries(
    Object.entries(answers).flatMap(([id, answer]) => (answer ? [[id, seenAnswer(answer, readerId)]] : [])),
  );
}

export function seenAnswer(answer: NamedAnswer, readerId: string): SeenAnswer {
  const { revision, kind, value, credit, reason, note, confirmed, acceptedBy, verdictCredit, source } = answer;
  return {
    revision,
    kind,
    value,
    credit,
    reason,
    note,
    confirmed,
    acceptedBy,
    verdictCredit,
    source,
    acceptedByName: answer.acceptedByName,
    answeredByName: answer.answeredByName,
    suggestedByName: answer.suggestedByName,
    isMine: answer.answeredBy === readerId,
    isSelfAccepted: acceptedBy !== null && acceptedBy === answer.answeredBy,
    answeredAt: answer.answeredAt.toISOString(),
  };
}

import { randomUUID } from "node:crypto";
import type { SeenAsked } from "#app/asking/model.ts";
import type { AssessmentWithAnswers, NamedAnswer, NamedAnswers } from "#db/assessments.ts";
import type { Company } from "#db/companies.ts";
import type { Framework } from "#domain/content/framework.schema.ts";
import type { Question } from "#domain/content/question.schema.ts";
import { dayIn } from "#domain/format.ts";
import type { Language } from "#domain/language.ts";
import { localized } from "#domain/localized.ts";
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

/** All that the answering page shows, in the reader's language. */
export function answeringOf({ assessment, framework, question, asked, rights }: Asked, reader: Reader): Answering {
  const { company, person, now } = reader;
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
    framework: frameworkFor(framework, reader.language),
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

function frameworkFor(framework: Framework, language: Language): AskedFramework {
  const { id, version, title, short, topics, questions } = inTopicOrder(framework);
  return {
    id,
    version,
    title: title[language],
    short: short[language],
    topics: localized(language, topics),
    questions: questions.map((question) => questionFor(question, language)),
  };
}

function questionFor(question: Question, language: Language): AskedQuestion {
  const { id, meaning, topic, severity, weight, appliesWhen, asksWhen, allowsNotApplicable } = question;
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

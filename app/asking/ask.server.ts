import type { AskedOfTenant } from "#app/request.server.ts";
import { wordsOf, type MadeLink } from "#app/invitations/make-link.server.ts";
import { qrOf } from "#app/qr.server.ts";
import { requestsOf, askByLink, type QuestionRequest } from "#db/asked-questions.ts";
import { assessmentForUpdate, assessmentWithAnswers } from "#db/assessments.ts";
import { companyOf, type Company } from "#db/companies.ts";
import { writeMail } from "#db/outbox.ts";
import type { TenantTrx } from "#db/tenant.ts";
import { isAsked, isLocked, standingsOf } from "#domain/answering-rules.ts";
import type { AskingForm } from "#domain/asking.schema.ts";
import { requestStateOf } from "#domain/asking.ts";
import type { Framework } from "#domain/content/framework.schema.ts";
import { formatDate, formatMoment } from "#domain/format.ts";
import { languages, type Language } from "#domain/language.ts";
import { linkStateOf } from "#domain/link.ts";
import { mailTexts } from "#jobs/mail-texts.ts";
import { sendMail } from "#jobs/send-mail.ts";
import type { z } from "zod";

type Reader = Pick<AskedOfTenant, "language" | "now" | "services"> & { company: Company };

/** The page that sends questions by link: which can go, and what went. */
export async function askingView(trx: TenantTrx, assessmentId: string, wanted: string | null, reader: Reader) {
  const { language, now, company, services } = reader;
  const assessment = await assessmentWithAnswers(trx, assessmentId);
  const framework = services.library.framework(assessment.frameworkId, assessment.frameworkVersion);
  const standings = standingsOf(framework, assessment);
  const askable = isLocked(assessment.state)
    ? []
    : framework.questions.filter(({ id }) => {
        const standing = standings.get(id);
        return standing !== undefined && isAsked(standing);
      });
  const question = askable.find(({ id }) => id === wanted);
  const open = askable.filter(({ id }) => standings.get(id)?.state === "unanswered" && id !== question?.id);
  const requests = await requestsOf(trx, assessment.id);
  return {
    id: assessment.id,
    framework: framework.short[language],
    question: question ? { id: question.id, text: question.text[language] } : null,
    others: open.map(({ id, short }) => ({ id, short: short[language] })),
    sent: requests.map((request) => listed(request, { framework, language, now, zone: company.zone })),
  };
}
export type AskingView = Awaited<ReturnType<typeof askingView>>;
export type SentRequest = AskingView["sent"][number];

type Lister = { framework: Framework; language: Language; now: Date; zone: string };

function listed(request: QuestionRequest, { framework, language, now, zone }: Lister) {
  const shortOf = (id: string) => framework.questions.find((question) => question.id === id)?.short[language] ?? id;
  const date = (at: Date) => formatDate(language, zone, at);
  return {
    linkId: request.linkId,
    colleague: request.colleague,
    email: request.email,
    asker: request.asker,
    askedAt: formatMoment(language, zone, request.createdAt),
    openedOn: request.openedAt ? date(request.openedAt) : "",
    state: requestStateOf(request, now),
    canWithdraw: linkStateOf(request, now) === "live",
    questions: request.questionIds.map((id) => {
      const reply = request.replies.find(({ questionId }) => questionId === id);
      return { id, short: shortOf(id), reply: reply ? (reply.decision ?? "waiting") : null };
    }),
  };
}

type Asking = Extract<z.infer<typeof AskingForm>, { intent: "ask" }> & { questionIds: readonly string[] };

/**
 * Makes the link with all that it travels in: address, short message, QR code, and a mail where an address is named.
 * @throws {Refusal} not-found, assessment-locked, unknown-question, not-asked
 */
export async function ask(
  trx: TenantTrx,
  assessmentId: string,
  { key, name, email, message, days, language, questionIds }: Asking,
  asked: AskedOfTenant,
): Promise<MadeLink> {
  const { services, person, now, tenantId } = asked;
  const { library, settings, queue } = services;
  const assessment = await assessmentForUpdate(trx, assessmentId);
  const framework = library.framework(assessment.frameworkId, assessment.frameworkVersion);
  const { name: company, zone } = await companyOf(trx, tenantId);
  const { token, isNew, expiresAt } = await askByLink(
    trx,
    { linkId: key, assessment, framework, questionIds, colleague: name, email, message, language, days },
    asked,
  );
  const made = { language, email, until: formatMoment(asked.language, zone, expiresAt) };
  if (token === null) return { ...made, link: null };
  const url = `${settings.baseUrl}/q/${token}`;
  const valuesIn = (reader: Language) => ({
    asker: person.name,
    company,
    question: questionIn(framework, questionIds, reader, (key, values) =>
      wordsOf(library, reader, "asking", key, values),
    ),
    day: formatDate(reader, zone, expiresAt),
    link: url,
  });
  if (email && isNew) {
    const mailId = await writeMail(trx, {
      to: email,
      language,
      kind: "question-asked",
      values: { ...valuesIn(language), colleague: name, message: message ?? "" },
      texts: mailTexts(library, language),
      now,
    });
    asked.after(() => queue.enqueue(sendMail, { tenantId, mailId }));
  }
  const messages = Object.fromEntries(
    languages.map((reader) => [reader, wordsOf(library, reader, "asking", "share", valuesIn(reader))]),
  ) as Record<Language, string>;
  return { ...made, link: { url, messages, qr: qrOf(url) } };
}

/** What is asked, in a line: the first question, and how many come with it. */
export function questionIn(
  framework: Framework,
  questionIds: readonly string[],
  language: Language,
  words: (key: string, values: { question: string; n: number }) => string,
): string {
  const question = framework.questions.find(({ id }) => id === questionIds[0])?.text[language] ?? "";
  const more = questionIds.length - 1;
  return more === 0 ? question : words("question-and-more", { question, n: more });
}

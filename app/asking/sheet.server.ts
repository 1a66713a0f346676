import { replyOf } from "#app/answering/save.server.ts";
import type { Services, Visit } from "#app/context.ts";
import { questionIn } from "#app/asking/ask.server.ts";
import { glossesIn, pageGlossary } from "#app/glossary.server.ts";
import { countAttempt } from "#app/identity/throttle.server.ts";
import { wordsOf } from "#app/invitations/make-link.server.ts";
import type { RouteArgs } from "#app/request.server.ts";
import { keepReply } from "#db/asked-replies.ts";
import { findRequest, markOpened, toldOfReply, type RequestBehindLink } from "#db/asked-questions.ts";
import { assessmentForUpdate, assessmentWithAnswers, type AssessmentWithAnswers } from "#db/assessments.ts";
import { tokenHash } from "#db/links.ts";
import { findLink } from "#db/lookup.ts";
import { writeMail } from "#db/outbox.ts";
import { withTenant, type TenantTrx } from "#db/tenant.ts";
import { isAsked, isLocked, requireQuestion, standingsOf, type Reply } from "#domain/answering-rules.ts";
import type { ReplyForm } from "#domain/asking.schema.ts";
import type { Framework } from "#domain/content/framework.schema.ts";
import { dayIn, formatMoment } from "#domain/format.ts";
import type { GlossFinder } from "#domain/glossary.ts";
import type { Language } from "#domain/language.ts";
import { linkStateOf } from "#domain/link.ts";
import { localized } from "#domain/localized.ts";
import { Refusal } from "#domain/refusal.ts";
import { mailTexts } from "#jobs/mail-texts.ts";
import { sendMail } from "#jobs/send-mail.ts";
import type { z } from "zod";

interface Found {
  readonly tenantId: string;
  readonly linkId: string;
}

/** The link behind a token; undefined for what was never one of ours. */
export function findSheet({ db }: Services, token: string): Promise<Found | undefined> {
  return findLink(db, tokenHash(token));
}

/** What the sheet behind a link says, and its status: the questions that it asks, and nothing else of the company. */
export async function sheetOf(services: Services, found: Found | undefined, reader: Reader) {
  const sheet = found && (await withTenant(services.db, found, (trx) => sheetIn(trx, found.linkId, services, reader)));
  return sheet ?? { status: 404, sheet: { state: "unknown" } as const };
}
export type AskedSheet = Awaited<ReturnType<typeof sheetOf>>["sheet"];
export type OpenSheet = Extract<AskedSheet, { state: "open" }>;
export type SheetQuestion = OpenSheet["questions"][number];

interface Reader extends Pick<Visit, "language" | "now"> {
  /** Somebody looks at the page: what draws a preview of a link in a chat does not. */
  readonly isLooking: boolean;
}

async function sheetIn(trx: TenantTrx, linkId: string, { library }: Services, { language, now, isLooking }: Reader) {
  const request = await findRequest(trx, linkId);
  if (!request) return undefined;
  const { company, asker, zone } = request;
  const about = { company, asker, until: formatMoment(language, zone, request.expiresAt), language: request.language };
  const link = linkStateOf(request, now);
  if (link === "used") return { status: 410, sheet: { ...about, state: link } as const };
  const assessment = await assessmentWithAnswers(trx, request.assessmentId);
  if (isLocked(assessment.state)) return { status: 410, sheet: { ...about, state: "locked" } as const };
  if (link !== "live") return { status: 410, sheet: { ...about, state: link } as const };
  if (isLooking && request.openedAt === null) await markOpened(trx, linkId, now);
  const framework = library.framework(assessment.frameworkId, assessment.frameworkVersion);
  const { find, views } = pageGlossary({ library, language });
  const questions = questionsIn(request, { assessment, framework, language, find });
  return {
    status: 200,
    sheet: {
      ...about,
      state: "open",
      colleague: request.replies[0]?.givenName ?? request.colleague,
      message: request.message,
      today: dayIn(zone, now),
      questions,
      glossary: views(),
    } as const,
  };
}

interface Asked {
  readonly assessment: AssessmentWithAnswers;
  readonly framework: Framework;
  readonly language: Language;
  readonly find: GlossFinder;
}

function questionsIn(request: RequestBehindLink, { assessment, framework, language, find }: Asked) {
  const standings = standingsOf(framework, assessment);
  return request.questionIds.flatMap((id) => {
    const question = framework.questions.find((each) => each.id === id);
    const standing = standings.get(id);
    if (!question || !standing) return [];
    const { text, help, example, why, answer, allowsNotApplicable } = question;
    const reply = request.replies.find(({ questionId }) => questionId === id);
    const helps = localized(language, { help, example, why });
    return [
      {
        id,
        ...localized(language, { text, answer }),
        ...helps,
        glosses: glossesIn(find, helps),
        allowsNotApplicable,
        isAsked: isAsked(standing),
        reply: reply
          ? {
              revision: reply.revision,
              kind: reply.kind,
              value: reply.value,
              reason: reply.reason,
              note: reply.note,
              decision: reply.decision,
              at: formatMoment(language, request.zone, reply.repliedAt),
            }
          : null,
        saveKey: crypto.randomUUID(),
      },
    ];
  });
}

type Sent = z.infer<typeof ReplyForm> & { boxes: string[] };

/**
 * Takes what was sent from a sheet, and tells whoever asked when it is the first that waits for them.
 * @throws {Refusal} not-found, and all that `keepReply` throws; too-many-tries is for the caller to ask first
 */
export async function takeReply({ context }: RouteArgs, found: Found, sent: Sent): Promise<void> {
  const { services, visit } = context;
  const { library, queue, settings, log } = services;
  const { now, address } = visit;
  const { tenantId, linkId } = found;
  const mails = await withTenant(services.db, found, async (trx) => {
    const before = await findRequest(trx, linkId);
    if (!before) throw new Refusal("not-found", `link ${linkId} asks nothing`);
    const assessment = await assessmentForUpdate(trx, before.assessmentId);
    // again, behind the lock: another sending may have ended meanwhile
    const request = (await findRequest(trx, linkId)) ?? before;
    const framework = library.framework(assessment.frameworkId, assessment.frameworkVersion);
    const { questionId, note, name, basedOn, saveKey } = sent;
    const reply = replyOf(requireQuestion(framework, questionId), sent);
    const kept = await keepReply(trx, {
      request,
      assessment,
      framework,
      questionId,
      reply: requireReply(reply),
      note,
      name,
      basedOn,
      saveKey,
      address,
      now,
    });
    if (!kept.isNews) return [];
    const readers = await toldOfReply(trx, { askedBy: request.askedBy, today: dayIn(request.zone, now) });
    const query = new URLSearchParams({ q: questionId }).toString();
    const link = `${settings.baseUrl}/c/${request.slug}/assessments/${assessment.id}?${query}`;
    return Promise.all(
      readers.map(({ email, language }) =>
        writeMail(trx, {
          to: email,
          language,
          kind: "question-replied",
          values: {
            name,
            company: request.company,
            question: questionIn(framework, [questionId], language, (key, values) =>
              wordsOf(library, language, "asking", key, values),
            ),
            link,
          },
          texts: mailTexts(library, language),
          now,
        }),
      ),
    );
  });
  for (const mailId of mails)
    // what fails here the sweep repairs
    await queue.enqueue(sendMail, { tenantId, mailId }).catch((error: unknown) => log.error({ err: error }, "after"));
}

function requireReply(reply: Reply | undefined): Exclude<Reply, { kind: "none" }> {
  if (!reply || reply.kind === "none") throw new Refusal("unknown-choice", "nothing was chosen");
  return reply;
}

/** How long to wait when a link was used more than anybody does; null while it was not. Counts this one. */
export async function waitFor(args: RouteArgs, tried: "question-reply" | "question-link", of: string) {
  const attempt = await countAttempt(args, tried, of);
  return attempt.allowed ? null : attempt.minutes;
}

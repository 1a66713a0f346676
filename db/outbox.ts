import { sql } from "kysely";
import type { MessageValues } from "#domain/format-message.ts";
import type { Language } from "#domain/language.ts";
import type { OperatorTrx, TenantTrx } from "./tenant.ts";

/** What each kind of mail needs for its texts. Every mail leads somewhere: `link`. */
type ValuesOf = {
  "verify-email": { name: string; link: string; hours: number };
  "address-changed": { name: string; address: string; time: string; link: string };
  "reset-password": { name: string; link: string; minutes: number };
  "password-changed": { name: string; time: string; link: string };
  "two-factor-on": { name: string; time: string; link: string };
  "two-factor-off": { name: string; time: string; link: string };
  invitation: { inviter: string; company: string; role: string; day: string; link: string };
  "engagement-invitation": { inviter: string; company: string; day: string; link: string };
  "practice-invitation": { inviter: string; practice: string; role: string; day: string; link: string };
  "assessment-opened": { company: string; assessment: string; carried: number; link: string };
  /** `question`: in the language of the mail; `message`: as it was typed, or empty. */
  "question-asked": {
    asker: string;
    colleague: string;
    company: string;
    question: string;
    message: string;
    day: string;
    link: string;
  };
  "question-replied": { name: string; company: string; question: string; link: string };
  "engagement-ended": { name: string; company: string; practice: string; link: string };
  "engagement-left": { name: string; company: string; practice: string; link: string };
  "schedule-skipped": { company: string; assessment: string; day: string; link: string };
};
export type MailKind = keyof ValuesOf;
/** The texts of one language: `mail.<kind>-subject`, `-body` (paragraphs between empty lines), `-action`, `mail.footer`. */
export type MailTexts = (key: string, values: MessageValues) => string;

type Mail<K extends MailKind> = Readonly<{
  to: string;
  language: Language;
  kind: K;
  values: ValuesOf[K];
  texts: MailTexts;
  now: Date;
}>;

/**
 * Writes a mail into the outbox, worded now, in the transaction of what it tells of. The job `send-mail` delivers it; ask
 * for it after the commit.
 * @returns the mail's id
 */
export async function writeMail<K extends MailKind>(trx: TenantTrx, mail: Mail<K>): Promise<string> {
  const { to, language, kind, values, texts, now } = mail;
  // a part that was left empty leaves no gap
  const body = texts(`mail.${kind}-body`, values).replace(/\n{3,}/g, "\n\n");
  const action = texts(`mail.${kind}-action`, values);
  const footer = texts("mail.footer", {});
  const { mail_id } = await trx
    .insertInto("outbox")
    .values({
      to_address: to,
      language,
      kind,
      // one line, whatever a company calls itself: a line break here would begin a header
      subject: texts(`mail.${kind}-subject`, values).replace(/\s+/g, " "),
      body_text: `${body}\n\n${action}:\n${values.link}\n\n-- \n${footer}\n`,
      body_html: html({ language, body, action, link: values.link, footer }),
      message_id: "", // given at the first attempt, which knows whose domain it is sent from
      created_at: now,
      next_attempt_at: now,
    })
    .returning("mail_id")
    .executeTakeFirstOrThrow();
  return mail_id;
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] as string);

/** Plain enough for any mail program; styles stand on the elements, since many programs drop style sheets. */
function html({
  language,
  body,
  action,
  link,
  footer,
}: Record<"language" | "body" | "action" | "link" | "footer", string>): string {
  const paragraph = (content: string) => `<p style="margin:0 0 16px">${content}</p>`;
  const paragraphs = body.split(/\n{2,}/).map((text) => paragraph(escaped(text.trim()).replaceAll("\n", "<br>")));
  const address = escaped(link);
  return [
    `<!doctype html>`,
    `<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>`,
    `<body style="margin:0;padding:24px;font:16px/1.5 sans-serif"><div style="max-width:560px">`,
    ...paragraphs,
    paragraph(`<a href="${address}" style="font-weight:bold">${escaped(action)}</a><br>${address}`),
    `<p style="margin:32px 0 0;font-size:13px">${escaped(footer).replaceAll("\n", "<br>")}</p>`,
    `</div></body></html>`,
    ``,
  ].join("\n");
}

export type ClaimedMail = Readonly<{
  mailId: string;
  to: string;
  language: Language;
  subject: string;
  text: string;
  html: string;
  messageId: string;
}>;
/** Nobody else takes a claimed mail for so long. Longer than any attempt may last. */
const LEASE_SECONDS = 60;
/** A mail that failed in a job's every attempt is taken up again by the sweep, hourly on the first day, and then given up. */
const RETRY_HOURS = 1;
const MOST_ATTEMPTS = 100;

/**
 * Takes a mail for one attempt to send it. The Message-ID is given at the first attempt and kept, so that a mail which is
 * sent twice is known as one.
 * @param domain of the sender's address, for the Message-ID
 * @param isTakenOver when the worker that held the lease is known to be gone
 * @returns undefined when it was sent, and "held" while another worker is at it
 */
export async function claimMail(
  trx: TenantTrx,
  { mailId, domain, isTakenOver, now }: { mailId: string; domain: string; isTakenOver: boolean; now: Date },
): Promise<ClaimedMail | "held" | undefined> {
  const row = await trx
    .selectFrom("outbox")
    .selectAll()
    .where("mail_id", "=", mailId)
    .where("sent_at", "is", null)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return undefined;
  // while an attempt runs no error is noted; a failed one may be tried again by whoever asks, the sweep asks later
  const isHeld = row.attempts > 0 && row.last_error === null && row.next_attempt_at > now;
  if (isHeld && !isTakenOver) return "held";
  const messageId = row.message_id || `<${mailId}@${domain}>`;
  await trx
    .updateTable("outbox")
    .set({
      attempts: row.attempts + 1,
      last_error: null,
      message_id: messageId,
      next_attempt_at: new Date(now.getTime() + LEASE_SECONDS * 1_000),
    })
    .where("mail_id", "=", mailId)
    .execute();
  return {
    mailId,
    to: row.to_address,
    language: row.language,
    subject: row.subject,
    text: row.body_text,
    html: row.body_html,
    messageId,
  };
}

/** Notes the delivery. The text is forgotten with it: it may hold a link that lets its bearer in. */
export async function markSent(trx: TenantTrx, { mailId, now }: { mailId: string; now: Date }): Promise<void> {
  await trx
    .updateTable("outbox")
    .set({ sent_at: now, last_error: null, body_text: "", body_html: "" })
    .where("mail_id", "=", mailId)
    .execute();
}

/** Notes why an attempt failed, and when the sweep may take it up again: never, if it is final or was tried too often. */
export async function markFailed(
  trx: TenantTrx,
  { mailId, reason, isFinal, now }: { mailId: string; reason: string; isFinal: boolean; now: Date },
): Promise<void> {
  const next = new Date(now.getTime() + RETRY_HOURS * 3_600_000);
  await trx
    .updateTable("outbox")
    .set(({ eb }) => ({
      last_error: reason,
      next_attempt_at: eb
        .case()
        .when("attempts", ">=", isFinal ? 0 : MOST_ATTEMPTS)
        .then(sql<Date>`'infinity'::timestamptz`)
        .else(next)
        .end(),
    }))
    .where("mail_id", "=", mailId)
    .where("sent_at", "is", null)
    .execute();
}

export type OutboxEntry = Readonly<{
  mailId: string;
  tenantId: string;
  to: string;
  language: Language;
  kind: string;
  subject: string;
  /** Empty once it was delivered. */
  text: string;
  createdAt: Date;
  sentAt: Date | null;
  attempts: number;
  lastError: string | null;
}>;

/** The newest mails, those that wait first, for the operator's page. `page` counts from 0. */
export async function mailsForOperator(
  trx: OperatorTrx,
  { page, size }: { page: number; size: number },
): Promise<{ mails: OutboxEntry[]; hasMore: boolean }> {
  const rows = await trx
    .selectFrom("outbox")
    .selectAll()
    .orderBy(sql`sent_at is null`, "desc")
    .orderBy("created_at", "desc")
    .orderBy("mail_id")
    .offset(page * size)
    .limit(size + 1)
    .execute();
  const mails = rows.slice(0, size).map((row) => ({
    mailId: row.mail_id,
    tenantId: row.tenant_id,
    to: row.to_address,
    language: row.language,
    kind: row.kind,
    subject: row.subject,
    text: row.body_text,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    attempts: row.attempts,
    lastError: row.last_error,
  }));
  return { mails, hasMore: rows.length > size };
}

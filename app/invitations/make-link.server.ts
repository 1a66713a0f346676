import { countAttempt } from "#app/identity/throttle.server.ts";
import { qrOf, type Qr } from "#app/qr.server.ts";
import type { Asked, RouteArgs } from "#app/request.server.ts";
import type { Library } from "#content/library.ts";
import { createLink, type InvitationDetail } from "#db/links.ts";
import { writeMail } from "#db/outbox.ts";
import type { TenantTrx } from "#db/tenant.ts";
import { formatMessage, type MessageValues } from "#domain/format-message.ts";
import { formatDate, formatMoment } from "#domain/format.ts";
import { languages, type Language } from "#domain/language.ts";
import { mailTexts } from "#jobs/mail-texts.ts";
import { sendMail } from "#jobs/send-mail.ts";

/** What is shown once, right after a link was made. */
export interface MadeLink {
  /** Null when the form was sent twice and the link has gone out by mail: then only that mail holds it. */
  link: { url: string; messages: Record<Language, string>; qr: Qr } | null;
  language: Language;
  email: string | null;
  /** In the maker's words: 14:32, 01/12/2026. */
  until: string;
}

interface Wanted {
  tenantId: string;
  /** The form's own mark, and the link's id. */
  key: string;
  detail: InvitationDetail;
  days: number;
  /** Of the invitation, not of whoever makes it. */
  language: Language;
  /** The name of the company, or of the practice. */
  to: string;
  zone: string;
}

/** Makes a link with all that it travels in: address, short message, QR code, and a mail where it names an address. */
export async function makeLink(trx: TenantTrx, asked: Asked, wanted: Wanted): Promise<MadeLink> {
  const { key, detail, days, language, to, zone } = wanted;
  const { services, person, now } = asked;
  const { token, isNew, expiresAt } = await createLink(trx, { linkId: key, detail, days }, asked);
  const made = { language, email: detail.email, until: formatMoment(asked.language, zone, expiresAt) };
  if (token === null) return { ...made, link: null };
  const url = `${services.settings.baseUrl}/i/${token}`;
  const dayIn = (reader: Language) => formatDate(reader, zone, expiresAt);
  const inviter = person.name;
  if (detail.email && isNew) {
    const mailId = await mailInvitation(trx, { inviter, to, link: url, day: dayIn(language), now }, wanted, services);
    asked.after(() => services.queue.enqueue(sendMail, { tenantId: wanted.tenantId, mailId }));
  }
  const messages = Object.fromEntries(
    languages.map((reader) => {
      const values = { inviter, company: to, link: url, day: dayIn(reader) };
      return [reader, wordsOf(services.library, reader, "invitations", `share-${detail.for}`, values)];
    }),
  ) as Record<Language, string>;
  return { ...made, link: { url, messages, qr: qrOf(url) } };
}

/** Whether somebody sends more mails to addresses of their choosing than inviting explains. Counts this one, if it is one. */
export async function hasMailedTooMany(args: RouteArgs, email: string | null): Promise<boolean> {
  const { person } = args.context.visit;
  return email !== null && person !== null && !(await countAttempt(args, "invitation-mail", person.id)).allowed;
}

async function mailInvitation(
  trx: TenantTrx,
  { to, ...said }: { inviter: string; to: string; link: string; day: string; now: Date },
  { detail, language }: Wanted,
  { library }: { library: Library },
): Promise<string> {
  const { now, ...values } = said;
  const mail = { to: detail.email ?? "", language, texts: mailTexts(library, language), now };
  switch (detail.for) {
    case "company": {
      const role = wordsOf(library, language, "shell", `role-${detail.role}`);
      return writeMail(trx, { ...mail, kind: "invitation", values: { ...values, company: to, role } });
    }
    case "engagement":
      return writeMail(trx, { ...mail, kind: "engagement-invitation", values: { ...values, company: to } });
    case "practice": {
      const role = wordsOf(library, language, "practice", `role-${detail.role}`);
      return writeMail(trx, { ...mail, kind: "practice-invitation", values: { ...values, practice: to, role } });
    }
  }
}

/** A text in a language that need not be the reader's. */
export function wordsOf(
  library: Library,
  language: Language,
  area: string,
  key: string,
  values: MessageValues = {},
): string {
  const pattern = library.messages[area]?.[language][key];
  if (pattern === undefined) throw new Error(`no text ${area}.${key} in ${language}`);
  return formatMessage(language, pattern, values);
}

import type { Kysely } from "kysely";
import type { Library } from "#content/library.ts";
import type { Database } from "#db/database.ts";
import { writeMail } from "#db/outbox.ts";
import { INSTALLATION, withTenant } from "#db/tenant.ts";
import { formatMoment } from "#domain/format.ts";
import type { Language } from "#domain/language.ts";
import type { Settings } from "#domain/settings.schema.ts";
import { mailTexts } from "#jobs/mail-texts.ts";
import type { Queue } from "#jobs/queue.ts";
import { sendMail } from "#jobs/send-mail.ts";

/** Identity belongs to no company, so its times are told in the zone that companies have unless they choose another. */
export const identityZone = "Asia/Ho_Chi_Minh";

/** A mail of identity, to be worded in the person's language. */
export type IdentityMail = { to: string; language: Language; name: string } & (
  | { kind: "verify-email"; link: string; hours: number }
  | { kind: "reset-password"; link: string; minutes: number }
  | { kind: "address-changed"; address: string }
  | { kind: "password-changed" | "two-factor-on" | "two-factor-off" }
);

interface Needs {
  settings: Pick<Settings, "baseUrl">;
  db: Kysely<Database>;
  queue: Pick<Queue, "enqueue">;
  library: Pick<Library, "messages">;
  now: () => Date;
}

/**
 * Writes mails of identity into the installation's own outbox and asks for their delivery. Not in the transaction of what
 * they tell of: that is better-auth's, of another role. What is lost between the two can be asked for once more.
 */
export function identityMailer({ settings, db, queue, library, now }: Needs): (mail: IdentityMail) => Promise<void> {
  return async (mail) => {
    const at = now();
    const { to, language, name } = mail;
    const mailId = await withTenant(db, { tenantId: INSTALLATION }, (trx) => {
      const common = { to, language, texts: mailTexts(library, language), now: at };
      const time = formatMoment(language, identityZone, at);
      switch (mail.kind) {
        case "verify-email":
          return writeMail(trx, { ...common, kind: mail.kind, values: { name, link: mail.link, hours: mail.hours } });
        case "reset-password":
          return writeMail(trx, {
            ...common,
            kind: mail.kind,
            values: { name, link: mail.link, minutes: mail.minutes },
          });
        case "address-changed":
          return writeMail(trx, {
            ...common,
            kind: mail.kind,
            values: { name, time, address: mail.address, link: `${settings.baseUrl}/sign-in` },
          });
        case "password-changed":
          return writeMail(trx, {
            ...common,
            kind: mail.kind,
            values: { name, time, link: `${settings.baseUrl}/forgot` },
          });
        case "two-factor-on":
        case "two-factor-off":
          return writeMail(trx, {
            ...common,
            kind: mail.kind,
            values: { name, time, link: `${settings.baseUrl}/account/security` },
          });
      }
    });
    await queue.enqueue(sendMail, { tenantId: INSTALLATION, mailId });
  };
}

import { createTransport } from "nodemailer";
import type { ClaimedMail } from "#db/outbox.ts";
import type { Settings } from "#domain/settings.schema.ts";

export interface Mailer {
  /** What stands behind the @ of the sender's address. */
  readonly domain: string;
  /**
   * Hands the mail to the SMTP server.
   * @returns "refused" when the server will never take it for this address, and why
   * @throws {Error} when it may be tried again
   */
  send(mail: ClaimedMail): Promise<"sent" | { refused: string }>;
  close(): void;
}

/** An attempt is given up after so long; shorter than `claimMail` lets an attempt hold a mail. */
const ATTEMPT_MS = 45_000;

/** Null without an SMTP server: the mails then stay in the outbox, for the operator to read. */
export function openMailer({ smtpUrl, mailFrom }: Pick<Settings, "smtpUrl" | "mailFrom">): Mailer | null {
  if (!smtpUrl) return null;
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 5,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    domain: /@([^\s>]+)>?\s*$/.exec(mailFrom)?.[1] ?? "localhost",
    async send({ to, language, subject, text, html, messageId }) {
      try {
        await transport.sendMail({
          from: mailFrom,
          // as an object: the address is one address, whatever signs are in it
          to: { name: "", address: to },
          subject,
          text,
          html,
          messageId,
          // so that no out-of-office note comes back
          headers: { "Auto-Submitted": "auto-generated", "Content-Language": language },
          signal: AbortSignal.timeout(ATTEMPT_MS),
        });
        return "sent";
      } catch (error) {
        const { code, responseCode = 0 } = error as { code?: string; responseCode?: number };
        if (code === "EENVELOPE" && responseCode >= 500) return { refused: (error as Error).message };
        throw error;
      }
    },
    close: () => transport.close(),
  };
}

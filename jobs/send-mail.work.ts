import { claimMail, markFailed, markSent } from "#db/outbox.ts";
import { withTenant } from "#db/tenant.ts";
import { withoutAddresses } from "./log.ts";
import type { Payload, Ports, Run } from "./queue.ts";
import type { sendMail } from "./send-mail.ts";

/**
 * At least once: a worker that is killed between the server's yes and the note of it sends again, under the same Message-ID.
 */
export async function workSendMail(
  { tenantId, mailId }: Payload<typeof sendMail>,
  { db, log, mailer, now }: Ports,
  { isTakenOver }: Run,
): Promise<void> {
  if (!mailer) return;
  const { domain } = mailer;
  const mail = await withTenant(db, { tenantId }, (trx) => claimMail(trx, { mailId, domain, isTakenOver, now }));
  if (mail === undefined) return;
  if (mail === "held") throw new Error(`mail ${mailId} is being sent elsewhere`);
  const failed = (reason: string, isFinal: boolean) =>
    withTenant(db, { tenantId }, (trx) => markFailed(trx, { mailId, reason, isFinal, now }));
  // seconds of waiting for somebody else's server, so between transactions
  const outcome = await mailer.send(mail).catch(async (error: unknown) => {
    await failed(error instanceof Error ? error.message : String(error), false);
    throw error;
  });
  if (outcome === "sent") return withTenant(db, { tenantId }, (trx) => markSent(trx, { mailId, now }));
  await failed(outcome.refused, true);
  log.warn({ mailId, because: withoutAddresses(outcome.refused) }, "mail refused for good");
}
